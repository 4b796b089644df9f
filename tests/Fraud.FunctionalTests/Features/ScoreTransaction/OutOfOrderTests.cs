using System.Net;
using System.Net.Http.Json;
using CsCheck;
using Fraud.Api.Domain;
using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults;

namespace Fraud.FunctionalTests.Features.ScoreTransaction;

/// <summary>
/// What holds when payments and labels come in any order: a payment is decided on all payments of its customer and terminal that
/// were recorded before it and whose time is not after its own, with the labels that were reported before it and whose time is
/// not after its own either. In order of their times, that is what training sees.
/// </summary>
[Collection(FraudCollection.Name)]
public sealed class OutOfOrderTests(FraudFixture fraud)
{
    private const int Streams = 4;
    private const int Days = 45;

    private static readonly Gen<Payment> Payments = Gen.Select(
        Gen.Int[0, Days * 24], Gen.Int[0, 1], Gen.Int[0, 1], Gen.Int[1, 50_000],
        (hours, customer, terminal, cents) => new Payment(hours, customer, terminal, cents / 100m));

    // Of any payment so far, known any time after it, and often corrected or contradicted by another. Mostly chargebacks: runs are of these.
    private static readonly Gen<Label> Labels = Gen.Select(
        Gen.Int[0, 1_000], Gen.Int[0, 20 * 24], Gen.Int[0, 3], (payment, hours, genuine) => new Label(payment, hours, genuine == 0));

    private static readonly Gen<(Payment Payment, Label[] Labels)[]> Stream = Gen.Select(Payments, Labels.Array[0, 2]).Array[25];

    [Fact]
    public Task A_payment_is_decided_on_the_payments_and_labels_that_were_recorded_before_it_and_are_not_later() =>
        Stream.SampleAsync(CheckAsync, iter: Streams, threads: 1);

    private async Task CheckAsync((Payment Payment, Label[] Labels)[] stream)
    {
        var run = Requests.NewId("mixed");
        var origin = Requests.Now.AddDays(-Days - 25).ToStoredPrecision();
        var before = new List<Transaction>();
        foreach (var (payment, labels) in stream)
        {
            var now = new Transaction
            {
                Id = $"{run}:{before.Count}",
                CustomerId = $"{run}:c{payment.Customer}",
                TerminalId = $"{run}:t{payment.Terminal}",
                Amount = payment.Amount,
                BaseAmount = payment.Amount,
                Currency = "EUR",
                At = origin.AddHours(payment.Hours),
                RecordedAt = origin,
            };
            await fraud.ScoreAsync(Requests.Payment(now.Id, now.CustomerId, now.TerminalId, now.Amount, now.At));

            var facts = await fraud.InDatabaseAsync(database =>
                database.Decisions.Where(decision => decision.TransactionId == now.Id).Select(decision => decision.Facts).SingleAsync());
            facts.ShouldBe(ByDefinition.Facts(now, before), $"payment {before.Count} of {string.Join("; ", stream.Select(step => step.Payment))}");

            before.Add(now);
            foreach (var label in labels)
            {
                await LabelAsync(before[label.Payment % before.Count], label);
            }
        }
    }

    private async Task LabelAsync(Transaction payment, Label label)
    {
        var (verdict, at) = (label.IsGenuine ? Verdict.Genuine : Verdict.Chargeback, payment.At.AddHours(label.HoursLater));
        using var analyst = fraud.Analyst;
        using var response = await analyst.PostAsJsonAsync(
            "/v1/labels", Requests.Label(payment.Id, label.IsGenuine ? "genuine" : "chargeback", at));
        response.StatusCode.ShouldBe(payment.TryLabel(verdict, at, new LabelAuthor(LabelSource.Endpoint, "bank", at)) ? HttpStatusCode.OK : HttpStatusCode.Conflict);
    }

    private sealed record Payment(int Hours, int Customer, int Terminal, decimal Amount);

    /// <param name="Payment">Which of those so far, modulo their number.</param>
    /// <param name="HoursLater">When it was known, after the payment's time.</param>
    private sealed record Label(int Payment, int HoursLater, bool IsGenuine);
}
