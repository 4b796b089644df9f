using Fraud.Api.Domain;
using Fraud.Api.Domain.Features;

namespace Fraud.Tests;

/// <summary>Payments to test with.</summary>
internal static class Payments
{
    /// <summary>A Wednesday noon.</summary>
    public static readonly DateTimeOffset Noon = new(2026, 4, 15, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Whoever labels, where it does not matter.</summary>
    public static LabelAuthor Bank { get; } = new(LabelSource.Endpoint, "bank", Noon.AddDays(40));

    /// <summary>A payment of 50 by a customer who pays 50 every day, at a terminal without frauds.</summary>
    public static PointInTime Usual { get; } = new(
        Noon,
        50,
        new CustomerHistory(new(1, 50), new(7, 350), new(30, 1500), LargestOfWeek: 50, new GenuinePayments(30, 1500, 50)),
        new TerminalHistory(new(2, 0), new(14, 0), new(60, 0), default));

    public static PointInTime WithFrauds(this PointInTime payment, int frauds) => payment with
    {
        Terminal = new TerminalHistory(new(2, Math.Min(2, frauds)), new(14, frauds), new(60, frauds), default),
    };

    public static Transaction Transaction(string id = "t1", decimal amount = 50) => new()
    {
        Id = id,
        CustomerId = "c1",
        TerminalId = "w1",
        Amount = amount,
        BaseAmount = amount,
        Currency = "EUR",
        At = Noon,
        RecordedAt = Noon,
    };
}
