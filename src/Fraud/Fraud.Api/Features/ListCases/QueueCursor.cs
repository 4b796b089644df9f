using System.Globalization;
using Fraud.Api.Domain.Cases;

namespace Fraud.Api.Features.ListCases;

/// <summary>
/// The last case of a page: the next one begins behind its place. A case whose value at risk grows meanwhile moves forward, to
/// a page that was read already; it is at its new place when the queue is read again from the start.
/// </summary>
public readonly record struct QueueCursor(decimal ValueAtRisk, float HighestScore, DateTimeOffset OpenedAt, Guid CaseId)
{
    private const int MostDecimals = 4;
    private const decimal Largest = 1e19m;

    public static QueueCursor Of(FraudCase last) => new(last.ValueAtRisk, last.HighestScore, last.OpenedAt, last.Id);

    /// <summary>As the caller gets it.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{ValueAtRisk}_{BitConverter.SingleToUInt32Bits(HighestScore):x}_{OpenedAt.UtcTicks:x}_{CaseId:N}");

    /// <summary>Null where it is none of ours.</summary>
    public static QueueCursor? Read(string text) =>
        text.Split('_') is [var value, var score, var ticks, var id]
        && decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var atRisk)
        && atRisk <= Largest && decimal.Round(atRisk, MostDecimals) == atRisk
        && uint.TryParse(score, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits)
        && BitConverter.UInt32BitsToSingle(bits) is >= 0 and <= 1 and var highest
        && long.TryParse(ticks, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var at)
        && at >= 0 && at <= DateTime.MaxValue.Ticks
        && Guid.TryParseExact(id, "N", out var caseId)
            ? new QueueCursor(atRisk, highest, new DateTimeOffset(at, TimeSpan.Zero), caseId)
            : null;
}
