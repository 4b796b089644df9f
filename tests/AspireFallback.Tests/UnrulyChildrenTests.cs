using System.Globalization;
using Platform.TestKit;

namespace AspireFallback.Tests;

/// <summary>Whatever a child does, it ends in a clear message, in bounded memory, and without a stray process.</summary>
public sealed class UnrulyChildrenTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [Fact]
    public async Task One_that_crashes_is_reported_with_its_last_lines_and_what_to_do()
    {
        await using var application = new TestApplication();
        Add(application, "echo first; echo the disk is full >&2; exit 3");

        await application.StartAsync();

        await application.LogsAsync("child ended by itself with code 3; it is not restarted. Correct what its last lines say, then start the AppHost again:");
        application.Log.ShouldContain("  the disk is full");
    }

    [Fact]
    public async Task The_reason_of_one_that_an_exception_ends_is_not_lost_in_its_stack_trace()
    {
        await using var application = new TestApplication();
        Add(application, "echo 'Unhandled exception. the disk is full'; for i in $(seq 50); do echo '   at Program.Main()'; done; exit 3");

        await application.StartAsync();

        await application.LogsAsync("  Unhandled exception. the disk is full");
        application.Log.ShouldNotContain("at Program.Main()");
    }

    [Fact]
    public async Task One_that_a_signal_ends_is_reported_with_the_signal()
    {
        await using var application = new TestApplication();
        Add(application, "kill -s SEGV $$");

        await application.StartAsync();

        await application.LogsAsync("child ended by itself with code 139 (SIGSEGV: it crashed)");
    }

    [Fact]
    public async Task A_line_without_an_end_is_cut_and_counted()
    {
        await using var application = new TestApplication();
        Add(application, "head -c 20000000 /dev/zero | tr '\\0' x; exit 3");

        await application.StartAsync();

        await application.LogsAsync("… (19996000 characters more)");
        application.Log.Length.ShouldBeLessThan(20_000);
    }

    [Fact]
    public async Task A_flood_takes_no_memory_and_its_last_lines_are_kept()
    {
        await using var application = new TestApplication();
        Add(application, "yes 'a line of the flood' | head -n 3000000; echo the end; exit 3");
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await application.StartAsync();

        await application.LogsAsync("  the end");
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(20_000_000);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_shown_as_such()
    {
        await using var application = new TestApplication();
        Add(application, "printf 'a\\377\\033[31mb\\n'; exit 3");

        await application.StartAsync();

        await application.LogsAsync("  a\uFFFD\uFFFD[31mb");
    }

    [Fact]
    public async Task One_that_closes_its_output_and_goes_on_is_still_watched()
    {
        await using var application = new TestApplication();
        Add(application, "echo last words; exec >&- 2>&-; sleep 0.3; exit 3");

        await application.StartAsync();

        await application.LogsAsync("  last words");
    }

    [Theory]
    [InlineData("sleep 1000")]
    [InlineData("setsid sleep 1000")]
    public async Task Grandchildren_that_outlive_it_are_ended_and_named(string command)
    {
        await using var application = new TestApplication();
        // Not before it is the program that is to be named: until then it is still the shell, or setsid.
        Add(application, $"{command} & echo $! > {_file}; until grep -q sleep /proc/$!/comm; do :; done; exit 3");

        await application.StartAsync();

        await application.LogsAsync("child left 1 processes behind, which were killed: sleep");
        var grandchild = int.Parse(await File.ReadAllTextAsync(_file), CultureInfo.InvariantCulture);
        await Eventually.TrueAsync(() => !Processes.IsRunning(grandchild), "the grandchild is gone");
    }

    public void Dispose() => File.Delete(_file);

    private static void Add(TestApplication application, string script) =>
        application.Builder.AddExecutable("child", "sh", ".", "-c", script);
}
