using Fraud.Training.Data;

namespace Fraud.Training.Protocol;

/// <summary>
/// The handbook's split by time (chapters 3.5 and 5.3): train on 7 days, wait 7 days for the labels, test on the next 7
/// days without the cards already known as compromised: those with a fraud in the training days, and for test day d those
/// with a fraud up to <see cref="Delay"/> days before it.
/// </summary>
/// <param name="TrainStart">First training day (UTC).</param>
public sealed record HandbookProtocol(DateOnly TrainStart)
{
    public const int TrainDays = 7;
    public const int Delay = 7;
    public const int TestDays = 7;

    public DateTimeOffset TrainFrom => Midnight(TrainStart);

    public DateTimeOffset TrainUntil => TrainFrom.AddDays(TrainDays);

    public DateTimeOffset TestFrom => TrainUntil.AddDays(Delay);

    public DateTimeOffset TestUntil => TestFrom.AddDays(TestDays);

    /// <summary>The test days, for people.</summary>
    public string TestPeriod => $"{TestFrom:yyyy-MM-dd} to {TestUntil.AddDays(-1):yyyy-MM-dd}";

    /// <summary>The handbook's prequential validation: the same protocol, earlier by so many weeks.</summary>
    public HandbookProtocol Earlier(int weeks) => this with { TrainStart = TrainStart.AddDays(-7 * weeks) };

    /// <summary>The same protocol, later by so many weeks.</summary>
    public HandbookProtocol Later(int weeks) => Earlier(-weeks);

    public bool IsTraining(CardPayment payment) => payment.At >= TrainFrom && payment.At < TrainUntil;

    public bool IsTestPeriod(CardPayment payment) => payment.At >= TestFrom && payment.At < TestUntil;

    /// <summary>Number of the test day, 0 to 6.</summary>
    public int TestDay(DateTimeOffset at) => (at - TestFrom).Days;

    /// <summary>For each card, the first test day on which it is known as compromised; not there: never.</summary>
    public IReadOnlyDictionary<int, int> CompromisedFrom(IEnumerable<CardPayment> payments)
    {
        var from = new Dictionary<int, int>();
        foreach (var payment in payments.Where(p => p.Fraud && p.At >= TrainFrom && p.At < TestUntil.AddDays(-Delay)))
        {
            // A fraud of the training days is known on all test days; one of the delay's day n from test day n + 1 on,
            // as the handbook adds the day that ended a delay before the test day.
            var day = payment.At < TrainUntil ? 0 : (payment.At - TrainUntil).Days + 1;
            from[payment.Customer] = from.TryGetValue(payment.Customer, out var known) ? Math.Min(known, day) : day;
        }

        return from;
    }

    private static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
