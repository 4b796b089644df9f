namespace Platform.LocalServers;

/// <summary>
/// The user a server runs as: the one who starts the platform, or, because these servers refuse or should not have root's
/// rights, the user that the system's package made for them.
/// </summary>
internal sealed class ServerUser(string packageUser)
{
    private string[] AsPackageUser => [$"--reuid={packageUser}", $"--regid={packageUser}", "--init-groups", "--"];

    private static bool IsRoot => OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess;

    /// <summary>The command line that runs <paramref name="command"/> as that user.</summary>
    public (string Command, string[] Arguments) Run(string command, params string[] arguments) =>
        IsRoot
            ? ("setpriv", [.. AsPackageUser, command, .. arguments])
            : (command, arguments);

    /// <summary>The first lines of a script that goes on as that user.</summary>
    public string Become => $"""
        #!/bin/sh
        # Written by the platform at each start of the server.
        [ "$(id -u)" != 0 ] || exec setpriv {string.Join(' ', AsPackageUser)} "$0" "$@"
        """;

    /// <summary>Makes a folder that only that user can read.</summary>
    public async Task CreateFolderAsync(string path, CancellationToken cancellationToken)
    {
        if (IsRoot)
        {
            await Tool.RunAsync("install", ["-d", "-m", "700", "-o", packageUser, "-g", packageUser, path], cancellationToken);
        }
        else
        {
            StateFolder.CreateFolder(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Writes a file that only that user can read; it is never readable by others, not even while it is made.</summary>
    public async Task WriteFileAsync(string path, string content, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using (var writer = new StreamWriter(path, options))
        {
            await writer.WriteAsync(content.AsMemory(), cancellationToken);
        }

        if (IsRoot)
        {
            await Tool.RunAsync("chown", [$"{packageUser}:{packageUser}", path], cancellationToken);
        }
    }
}
