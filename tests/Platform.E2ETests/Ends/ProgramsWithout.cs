namespace Platform.E2ETests.Ends;

/// <summary>A PATH with all programs of this machine but one.</summary>
internal sealed class ProgramsWithout : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public ProgramsWithout(string missing)
    {
        var programs = Environment.GetEnvironmentVariable("PATH")!.Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Directory.Exists)
            .SelectMany(Directory.GetFiles)
            .DistinctBy(System.IO.Path.GetFileName)
            .Where(program => System.IO.Path.GetFileName(program) != missing);
        foreach (var program in programs)
        {
            File.CreateSymbolicLink(System.IO.Path.Combine(Path, System.IO.Path.GetFileName(program)), program);
        }
    }

    public string Path => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);
}
