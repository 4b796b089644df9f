using Platform.Cli.Running;

namespace Cli.Tests.Running;

public sealed class RotatingLogTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    private string Current => Path.Combine(_folder.FullName, "apphost.log");

    private string Before => Path.Combine(_folder.FullName, "apphost.1.log");

    [Fact]
    public void A_flood_is_kept_in_two_files_of_bounded_size_that_end_with_its_last_line()
    {
        using (var log = new RotatingLog(Current, mostBytes: 1000))
        {
            for (var line = 0; line < 1000; line++)
            {
                log.WriteLine($"line {line}");
            }
        }

        _folder.GetFiles().Sum(file => file.Length).ShouldBeLessThanOrEqualTo(2 * 1010);
        var kept = File.ReadAllLines(Before).Concat(File.ReadAllLines(Current)).ToArray();
        kept[^1].ShouldBe("line 999");
        kept.ShouldBe(Enumerable.Range(1000 - kept.Length, kept.Length).Select(line => $"line {line}"));
    }

    [Fact]
    public void The_next_run_leaves_the_log_of_the_one_before()
    {
        foreach (var run in new[] { "first", "second" })
        {
            using var log = new RotatingLog(Current, mostBytes: 1000);
            log.WriteLine(run);
        }

        File.ReadAllLines(Before).ShouldBe(["first"]);
        File.ReadAllLines(Current).ShouldBe(["second"]);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
