using System.Globalization;

namespace Platform.Messaging.DeadLetters;

/// <summary>The last row of a page: the next one begins behind it, whatever was added or removed meanwhile.</summary>
/// <param name="At">What the pages are sorted by.</param>
/// <param name="Id">What tells rows of the same time apart.</param>
public readonly record struct PageCursor(DateTimeOffset At, Guid Id)
{
    /// <summary>As the caller gets it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks:x}-{Id:N}");

    /// <summary>Null where it is none of ours.</summary>
    public static PageCursor? Read(string? text) =>
        text?.Split('-') is [var ticks, var id]
        && long.TryParse(ticks, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var at)
        && at >= 0 && at <= DateTime.MaxValue.Ticks
        && Guid.TryParseExact(id, "N", out var guid)
            ? new PageCursor(new DateTimeOffset(at, TimeSpan.Zero), guid)
            : null;
}
