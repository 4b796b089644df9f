using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Platform.LocalServers;

/// <summary>
/// The folder that keeps what running the platform from one clone leaves on this machine: server data, kept ports, secrets.
/// It is not inside the clone, because a server's own user cannot enter a clone under root's home.
/// </summary>
public sealed class StateFolder
{
    /// <summary>Overrides the place of the folder.</summary>
    public const string Variable = "PLATFORM_STATE";

    /// <summary>Names the folder that temporary ones are made in: the one of a whole test run, which goes with it.</summary>
    public const string TemporaryVariable = "PLATFORM_TEST_STATE";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    internal const UnixFileMode Passable = OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private StateFolder(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        CreateFolder(System.IO.Path.GetDirectoryName(Path)!, Passable);
        CreateFolder(Path, Passable);
    }

    /// <summary>The absolute path.</summary>
    public string Path { get; }

    internal string ClaimFile => System.IO.Path.Combine(Path, "claim");

    /// <summary>What the names of the clone's container volumes begin with, where its servers run as containers.</summary>
    public string VolumePrefix => $"platform-{System.IO.Path.GetFileName(Path)}";

    /// <summary>
    /// The folder of the clone that holds <paramref name="directory"/> (the running program's folder when null),
    /// or the one that <c>PLATFORM_STATE</c> names.
    /// </summary>
    public static StateFolder OfClone(string? directory = null)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path)
        {
            return new StateFolder(path);
        }

        var clone = FindClone(directory ?? AppContext.BaseDirectory);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(clone)))[..12];
        return new StateFolder(System.IO.Path.Combine(Base(), hash));
    }

    /// <summary>The folder at <paramref name="path"/>, made when absent.</summary>
    public static StateFolder At(string path) => new(path);

    /// <summary>A new, empty folder for one test run; <see cref="Delete"/> it at the end.</summary>
    public static StateFolder Temporary() =>
        new(System.IO.Path.Combine(
            Environment.GetEnvironmentVariable(TemporaryVariable) is { Length: > 0 } run ? run : Base(),
            $"test-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}"));

    /// <summary>A folder in it that only its owner can enter, also where it was made before with other rights.</summary>
    public string PrivateFolder(string name)
    {
        var folder = System.IO.Path.Combine(Path, name);
        CreateFolder(folder, OwnerOnly);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, OwnerOnly);
        }

        return folder;
    }

    /// <summary>The secret of that name: 32 random characters, made on first use and kept in a file of mode 0600.</summary>
    public string Secret(string name)
    {
        var file = System.IO.Path.Combine(PrivateFolder("secrets"), name);
        if (!File.Exists(file))
        {
            MakeSecret(file);
        }

        return File.ReadAllText(file);
    }

    // Whole from the moment it has its name: another process may ask for it at the same time.
    private static void MakeSecret(string file)
    {
        var unfinished = $"{file}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new StreamWriter(unfinished, options))
        {
            stream.Write(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
        }

        try
        {
            File.Move(unfinished, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>The port kept under that name; another one is chosen, and kept, when it is unset or held by someone else.</summary>
    public int FreePort(string name)
    {
        var file = System.IO.Path.Combine(Path, $"{name}.port");
        var port = KeptPort(name);
        if (port is null || !Ports.IsFree(port.Value))
        {
            port = Ports.Free();
            File.WriteAllText(file, port.Value.ToString(CultureInfo.InvariantCulture));
        }

        return port.Value;
    }

    /// <summary>The port kept under that name, held or not; null when none was chosen yet.</summary>
    public int? KeptPort(string name)
    {
        var file = System.IO.Path.Combine(Path, $"{name}.port");
        return File.Exists(file) && int.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, out var port) ? port : null;
    }

    /// <summary>
    /// Claims the folder for this process until the result is disposed (or the process ends);
    /// null when another process runs the platform from it.
    /// </summary>
    public IDisposable? TryClaim()
    {
        try
        {
            return new FileStream(ClaimFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Deletes everything in it. Stop what runs from it first (<see cref="Leftovers"/>).</summary>
    public void Delete()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }

    internal static void CreateFolder(string path, UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else if (!Directory.Exists(path))
        {
            Directory.CreateDirectory(path, mode);
            File.SetUnixFileMode(path, mode); // whatever the umask
        }
    }

    private static string Base()
    {
        if (OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess)
        {
            return "/var/lib/platform";
        }

        var home = Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { Length: > 0 } state
            ? state
            : System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state");
        return System.IO.Path.Combine(home, "platform");
    }

    private static string FindClone(string directory)
    {
        for (var folder = new DirectoryInfo(directory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Platform.sln")))
            {
                return folder.FullName;
            }
        }

        throw new LocalServerException($"No Platform.sln at or above {directory}. Set {Variable} to name the state folder.");
    }
}
