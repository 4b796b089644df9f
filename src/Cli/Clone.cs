using Platform.LocalServers;

namespace Platform.Cli;

/// <summary>The clone of the repository that the command works on.</summary>
public sealed record Clone(string Root)
{
    private const string DemoSecretName = "demo";

    /// <summary>The folder outside the clone with the local servers' data, secrets and logs.</summary>
    public StateFolder State => StateFolder.OfClone(Root);

    /// <summary>The secret of the demo roles, which the AppHost gives to the local authority.</summary>
    public string DemoSecret => State.Secret(DemoSecretName);

    /// <summary>The clone named by the script that started us, else the one around the working folder.</summary>
    public static Clone Find()
    {
        if (Environment.GetEnvironmentVariable("PLATFORM_ROOT") is { Length: > 0 } named)
        {
            return new Clone(Path.GetFullPath(named));
        }

        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Platform.sln")))
            {
                return new Clone(folder.FullName);
            }
        }

        throw new CommandFailedException("Platform.sln is not in this folder or above it: run ./platform from the clone.");
    }

    /// <summary>Full path of something in the clone.</summary>
    public string PathOf(string relative) => Path.Combine(Root, relative);
}
