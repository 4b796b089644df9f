using Manufacturing.Api.Domain.Degradation;
using Platform.Learning;

namespace Manufacturing.Training.Data;

/// <summary>
/// A folder with files in the format of NASA's C-MAPSS sets: <c>train_FD001.txt</c> (engines run to failure),
/// <c>test_FD001.txt</c> (records that end earlier) and <c>RUL_FD001.txt</c> (how long each of those ran on, a line an
/// engine), plain or gzipped. A line is unit, cycle, 3 settings and 21 sensors, separated by spaces.
/// </summary>
public sealed class CmapssFolder(string path)
{
    private const int SettingCount = 3;
    private const int FirstSensor = 2 + SettingCount;
    private const int SensorCount = 21;
    private const int Columns = FirstSensor + SensorCount;
    private static readonly string[] Endings = [".txt", ".txt.gz"];

    /// <summary>Finds the folder by <c>--data</c>, which may be the folder, one of its files, or a data root.</summary>
    public static CmapssFolder Find(string? option)
    {
        var found = DataRoot.Resolve(option, "manufacturing/cmapss");
        return new CmapssFolder(File.Exists(found) ? Path.GetDirectoryName(found)! : found);
    }

    public bool HasTest(string set) => TryFind($"test_{set}") is not null && TryFind($"RUL_{set}") is not null;

    public string TrainingFile(string set) => Find("train", set);

    /// <summary>Engines run to failure.</summary>
    public Engine[] Training(string set) => [.. Engines(TrainingFile(set), set)];

    /// <summary>Engines whose record ends earlier, with their true remaining life.</summary>
    public Engine[] Test(string set)
    {
        var engines = Engines(Find("test", set), set).ToArray();
        var file = Find("RUL", set);
        var lives = TextFile.ReadNumbers(file);
        foreach (var (line, values) in lives)
        {
            if (values.Length != 1 || values[0] < 0)
            {
                throw new InputException("a line should be one number, the remaining cycles of one engine, 0 or more.", file, line);
            }
        }

        return lives.Count == engines.Length
            ? [.. engines.Zip(lives, (engine, life) => engine with { RemainingAfterLast = life.Values[0] })]
            : throw new InputException($"has {lives.Count} remaining lives for the {engines.Length} engines of {Find("test", set)}.", file);
    }

    private string Find(string part, string set) => TryFind($"{part}_{set}") ?? throw new InputException(
        $"There is no {part}_{set}.txt or {part}_{set}.txt.gz in {path}.");

    private string? TryFind(string name) => Endings.Select(ending => Path.Combine(path, name + ending)).FirstOrDefault(File.Exists);

    private static IEnumerable<Engine> Engines(string file, string set)
    {
        var seen = new HashSet<int>();
        var cycles = new List<Cycle>();
        int? unit = null;
        foreach (var (line, values) in TextFile.ReadNumbers(file))
        {
            var (of, cycle) = Parse(values, file, line);
            if (of != unit)
            {
                if (unit is { } finished)
                {
                    yield return new Engine(set, finished, [.. cycles]);
                }

                if (!seen.Add(of))
                {
                    throw new InputException($"unit {of} comes again after another unit: the lines of a unit belong together.", file, line);
                }

                unit = of;
                cycles.Clear();
            }
            else if (cycle.Number <= cycles[^1].Number)
            {
                throw new InputException($"cycle {cycle.Number} of unit {of} follows cycle {cycles[^1].Number}: cycles must ascend.", file, line);
            }

            cycles.Add(cycle);
        }

        yield return new Engine(set, unit!.Value, [.. cycles]);
    }

    private static (int Unit, Cycle Cycle) Parse(double[] values, string file, long line)
    {
        if (values.Length != Columns)
        {
            throw new InputException($"{values.Length} columns, where there should be {Columns}: unit, cycle, 3 settings, 21 sensors.", file, line);
        }

        return (Whole(values[0], "unit"), new Cycle(Whole(values[1], "cycle"), values[FirstSensor..]));

        int Whole(double value, string name) => value is >= 1 and <= int.MaxValue && value == Math.Floor(value)
            ? (int)value
            : throw new InputException($"{name} '{value}' is no whole number from 1 on.", file, line);
    }
}
