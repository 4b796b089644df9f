using System.Globalization;
using System.IO.Compression;
using System.Text;
using Manufacturing.Training.Data;
using Platform.Learning;

namespace Manufacturing.Tests.Training.Data;

public sealed class CmapssFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cmapss").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Engines_are_read_with_their_cycles_and_sensors()
    {
        Write("train_FD001.txt", Line(1, 1), Line(1, 2), Line(2, 1));

        var engines = new CmapssFolder(_folder).Training("FD001");

        engines.Select(engine => (engine.Set, engine.Unit, engine.Cycles.Length)).ShouldBe([("FD001", 1, 2), ("FD001", 2, 1)]);
        engines[0].Cycles[1].Number.ShouldBe(2);
        engines[0].Cycles[1].Sensors.ShouldBe(Enumerable.Range(1, 21).Select(sensor => sensor + .5));
        engines[0].RemainingAfter(1).ShouldBe(1);
    }

    [Fact]
    public void Test_engines_come_with_their_remaining_life()
    {
        Write("test_FD001.txt", Line(1, 1), Line(1, 2), Line(2, 1));
        Write("RUL_FD001.txt", "112", "98");

        new CmapssFolder(_folder).Test("FD001").Select(engine => engine.RemainingAfterLast).ShouldBe([112, 98]);
    }

    [Fact]
    public void Trailing_blanks_tabs_and_empty_lines_do_not_matter()
    {
        Write("train_FD001.txt", Line(1, 1) + "  ", "", Line(1, 2).Replace(' ', '\t') + "\r", "");

        new CmapssFolder(_folder).Training("FD001").ShouldHaveSingleItem().Cycles.Length.ShouldBe(2);
    }

    [Fact]
    public void A_gzipped_file_is_found_and_read()
    {
        using (var zip = new GZipStream(File.Create(Path.Combine(_folder, "train_FD001.txt.gz")), CompressionLevel.Fastest))
        {
            zip.Write(Encoding.UTF8.GetBytes(Line(7, 1)));
        }

        new CmapssFolder(_folder).Training("FD001").ShouldHaveSingleItem().Unit.ShouldBe(7);
    }

    [Fact]
    public void The_folder_is_found_by_itself_or_by_one_of_its_files()
    {
        Write("train_FD001.txt", Line(1, 1));

        CmapssFolder.Find(_folder).Training("FD001").Length.ShouldBe(1);
        CmapssFolder.Find(Path.Combine(_folder, "train_FD001.txt")).Training("FD001").Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("1 2 3", "3 columns, where there should be 26")]
    [InlineData("{line} 1", "27 columns, where there should be 26")]
    [InlineData("one{line}", "'one1' is no number")]
    [InlineData("{nan}", "'NaN' is no number")]
    [InlineData("0.5 {cycle}", "unit '0.5' is no whole number from 1 on")]
    [InlineData("1 0 {rest}", "cycle '0' is no whole number from 1 on")]
    [InlineData("1 1 {rest}", "cycle 1 of unit 1 follows cycle 1: cycles must ascend")]
    public void A_bad_line_is_named_by_its_number(string line, string fault)
    {
        var rest = string.Join(' ', Enumerable.Repeat("0", 24));
        Write("train_FD001.txt", Line(1, 1), line
            .Replace("{line}", Line(1, 2), StringComparison.Ordinal)
            .Replace("{nan}", $"1 2 {rest[..^1]}NaN", StringComparison.Ordinal)
            .Replace("{cycle}", $"2 {rest}", StringComparison.Ordinal)
            .Replace("{rest}", rest, StringComparison.Ordinal));

        var refused = Should.Throw<InputException>(() => new CmapssFolder(_folder).Training("FD001"));

        refused.Message.ShouldContain("train_FD001.txt");
        refused.Message.ShouldContain("line 2");
        refused.Message.ShouldContain(fault);
    }

    [Fact]
    public void A_unit_that_comes_again_is_refused()
    {
        Write("train_FD001.txt", Line(1, 1), Line(2, 1), Line(1, 2));

        var refused = Should.Throw<InputException>(() => new CmapssFolder(_folder).Training("FD001"));

        refused.Message.ShouldContain("line 3");
        refused.Message.ShouldContain("unit 1 comes again after another unit");
    }

    [Theory]
    [InlineData("112", "has 1 remaining lives for the 2 engines")]
    [InlineData("112\n98\n3", "has 3 remaining lives for the 2 engines")]
    [InlineData("112\n-1", "line 2")]
    [InlineData("112 98", "a line should be one number")]
    [InlineData("", "the file is empty")]
    public void Remaining_lives_that_do_not_fit_are_refused(string lives, string fault)
    {
        Write("test_FD001.txt", Line(1, 1), Line(2, 1));
        Write("RUL_FD001.txt", lives);

        Should.Throw<InputException>(() => new CmapssFolder(_folder).Test("FD001")).Message.ShouldContain(fault);
    }

    [Fact]
    public void A_set_that_is_not_there_is_named()
    {
        Should.Throw<InputException>(() => new CmapssFolder(_folder).Training("FD009")).Message.ShouldContain("There is no train_FD009.txt");
        new CmapssFolder(_folder).HasTest("FD009").ShouldBeFalse();
    }

    [Fact]
    public void A_broken_gzip_file_is_refused()
    {
        File.WriteAllBytes(Path.Combine(_folder, "train_FD001.txt"), [0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);

        Should.Throw<InputException>(() => new CmapssFolder(_folder).Training("FD001")).Message.ShouldContain("cannot be read");
    }

    /// <summary>Unit, cycle, three settings, and sensors 1.5 to 21.5.</summary>
    private static string Line(int unit, int cycle) => string.Create(
        CultureInfo.InvariantCulture, $"{unit} {cycle} -0.0007 -0.0004 100.0 {string.Join(' ', Enumerable.Range(1, 21).Select(sensor => $"{sensor}.5"))}");

    private void Write(string file, params string[] lines) => File.WriteAllText(Path.Combine(_folder, file), string.Join('\n', lines));
}
