using Platform.Cli.Running;

namespace Cli.Tests.Running;

public sealed class CompilerServerTests
{
    private const string Sdks = "9.0.100 [/usr/share/dotnet/sdk]\n10.0.401 [/opt/my dotnet/sdk]\n";

    [Fact]
    public void The_compiler_is_the_one_of_the_sdk_in_use()
    {
        CompilerServer.ProgramOf("10.0.401", Sdks).ShouldBe(
            Path.Combine("/opt/my dotnet/sdk", "10.0.401", "Roslyn", "bincore", "VBCSCompiler.dll"));
    }

    [Fact]
    public void An_sdk_that_is_not_listed_has_none()
    {
        CompilerServer.ProgramOf("10.0.4", Sdks).ShouldBeNull();
    }
}
