using Learning.Tests.Packaging;
using Platform.Learning;

namespace Learning.Tests.CommandLine;

[Collection(nameof(ConsoleCollection))]
public sealed class DataRootTests : IDisposable
{
    private readonly string? _before = Environment.GetEnvironmentVariable(DataRoot.Variable);
    private readonly TemporaryFolder _root = new();

    public DataRootTests()
    {
        Environment.SetEnvironmentVariable(DataRoot.Variable, null);
        Directory.CreateDirectory(Path.Combine(_root.Path, "fraud", "fdh"));
        File.WriteAllText(InRoot, "a");
    }

    private string InRoot => Path.Combine(_root.Path, "fraud", "fdh", "t.csv");

    [Fact]
    public void The_option_may_be_the_root() => DataRoot.Resolve(_root.Path, "fraud/fdh/t.csv").ShouldBe(InRoot);

    [Fact]
    public void The_option_may_be_the_file() => DataRoot.Resolve(InRoot, "fraud/fdh/t.csv").ShouldBe(InRoot);

    [Fact]
    public void The_option_may_be_the_folder_of_the_set() =>
        DataRoot.Resolve(Path.Combine(_root.Path, "fraud", "fdh"), "fraud/fdh").ShouldBe(Path.Combine(_root.Path, "fraud", "fdh"));

    [Fact]
    public void The_environment_names_the_root_when_there_is_no_option()
    {
        Environment.SetEnvironmentVariable(DataRoot.Variable, _root.Path);

        DataRoot.Resolve(null, "fraud/fdh/t.csv").ShouldBe(InRoot);
    }

    [Fact]
    public void The_option_goes_before_the_environment()
    {
        Environment.SetEnvironmentVariable(DataRoot.Variable, "/nowhere");

        DataRoot.Resolve(_root.Path, "fraud/fdh/t.csv").ShouldBe(InRoot);
    }

    [Fact]
    public void Neither_is_wrong_input_that_says_what_to_give() =>
        Should.Throw<InputException>(() => DataRoot.Resolve(null, "fraud/fdh/t.csv")).Message.ShouldContain("--data");

    [Fact]
    public void A_root_without_the_set_is_wrong_input() =>
        Should.Throw<InputException>(() => DataRoot.Resolve(_root.Path, "fraud/other.csv")).Message.ShouldContain("fraud/other.csv");

    [Fact]
    public void A_path_that_does_not_exist_is_wrong_input() =>
        Should.Throw<InputException>(() => DataRoot.Resolve(Path.Combine(_root.Path, "no.csv"), "fraud/fdh/t.csv"));

    [Fact]
    public void A_file_is_known_by_its_hash() =>
        DataRoot.Sha256(InRoot).ShouldBe("ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb");

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(DataRoot.Variable, _before);
        _root.Dispose();
    }
}
