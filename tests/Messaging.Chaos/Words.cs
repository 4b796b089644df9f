using System.Globalization;

namespace Messaging.Chaos;

/// <summary>What harness and worker say to each other, a line each.</summary>
internal static class Words
{
    /// <summary>The worker is built and could begin.</summary>
    public const string Prepared = "prepared";

    /// <summary>To the worker: work.</summary>
    public const string Begin = "begin";

    /// <summary>The worker has begun.</summary>
    public const string Begun = "begun";

    /// <summary>To the worker: whoever is held goes on, and no one is held any more.</summary>
    public const string GoOn = "go on";

    /// <summary>To the producer: no more events.</summary>
    public const string Enough = "enough";

    /// <summary>The producer has made its last one.</summary>
    public const string Done = "done";

    private const string AtPrefix = "at ";
    private const string HoldPrefix = "hold ";

    public static string At(Boundary boundary) => string.Create(CultureInfo.InvariantCulture, $"{AtPrefix}{(int)boundary}");

    public static string Hold(Boundary boundary, int passes) =>
        string.Create(CultureInfo.InvariantCulture, $"{HoldPrefix}{(int)boundary} {passes}");

    public static Boundary? ReadAt(string line) =>
        line.StartsWith(AtPrefix, StringComparison.Ordinal) ? (Boundary)Number(line[AtPrefix.Length..]) : null;

    public static (Boundary Boundary, int Passes)? ReadHold(string line) =>
        line.StartsWith(HoldPrefix, StringComparison.Ordinal) && line[HoldPrefix.Length..].Split(' ') is [var boundary, var passes]
            ? ((Boundary)Number(boundary), Number(passes))
            : null;

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
