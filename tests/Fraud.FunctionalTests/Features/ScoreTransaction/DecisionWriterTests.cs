using CsCheck;
using Fraud.Api.Data;
using Fraud.Api.Domain;
using Fraud.Api.Domain.Features;
using Fraud.Api.Domain.Rules;
using Fraud.Api.Features.ScoreTransaction;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Platform.Inference;

namespace Fraud.FunctionalTests.Features.ScoreTransaction;

/// <summary>The hot path writes SQL of its own, and everything else reads by EF: both must mean the same columns.</summary>
[Collection(FraudCollection.Name)]
public sealed class DecisionWriterTests(FraudFixture fraud)
{
    private static readonly Gen<string> Text = Gen.OneOf(Gen.Const("plain"), Gen.Const("quote \" and '"), Gen.Const("back\\slash"), Gen.Const("Grüße, 支払い"), Gen.Const("line\nbreak <&>"));

    private static readonly Gen<DateTimeOffset> Time = Gen.Long[0, 1_000_000_000].Select(
        ticks => new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero).AddMicroseconds(ticks * 7919));

    private static readonly Gen<decimal> Amount = Gen.Long[1, 99_999_999].Select(units => units / 10_000m);

    private static readonly Gen<PaymentDetails> Details = Gen.Select(
        Gen.Enum<Channel>().Nullable(), Text.Null(), Text.Null(),
        (channel, device, text) => new PaymentDetails(channel, text is null ? null : "DE", device, text is null ? null : "5411", device is null ? null : "412345"));

    private static readonly Gen<PointInTime> Facts = Gen.Select(Time, Amount, Gen.Int[0, 500], Amount, Time.Nullable(), (at, amount, count, other, since) => new PointInTime(
        at, amount,
        new CustomerHistory(new(1, amount), new(count + 1, other), new(count + 2, other + amount), other, new GenuinePayments(count, other, amount)),
        new TerminalHistory(new(count, 1), new(count + 1, 2), new(count + 2, 3), new FraudRun(since is null ? 0 : 2, other, since))));

    private static readonly Gen<Decision> Decisions = Gen.Select(
        Facts,
        Gen.Select(Gen.Float[-1e6f, 1e6f].Array[0, 30], Gen.Float.Unit, Gen.Double.Unit, Gen.Double.Unit),
        Gen.Select(Gen.Enum<Outcome>(), Gen.Enum<Outcome>(), Gen.Enum<Outcome>().Nullable(), Gen.Int[1, 99].Nullable()),
        Gen.Select(Gen.OneOf(Gen.Const(Finding.OfRule), Gen.Const(Finding.OfList)), Text, Gen.Enum<Outcome>(), Text, Gen.Guid.Nullable(), (kind, name, action, reason, entry) => new Finding(kind, name, action, reason, entry)).List[0, 3],
        Gen.Select(Text, Text, Gen.Float[-9, 9], (code, text, contribution) => new Reason(code, text, contribution)).List[0, 4],
        Time,
        (facts, score, outcomes, findings, reasons, decided) => new Decision
        {
            TransactionId = "",
            Model = new ModelStamp("fraud", "1.1.0", new string('a', 64)),
            Facts = facts,
            FeatureNames = [.. score.Item1.Select((_, number) => $"feature_{number}")],
            Features = score.Item1,
            Score = score.Item2,
            Thresholds = new Thresholds(score.Item3, score.Item4),
            ByModel = outcomes.Item1,
            Outcome = outcomes.Item2,
            AnsweredAs = outcomes.Item3,
            RuleSetVersion = outcomes.Item4,
            Findings = findings,
            Reasons = reasons,
            DecidedAt = decided,
        });

    [Fact]
    public Task What_the_hot_path_writes_is_what_EF_would_write_whatever_the_payment_and_its_decision_are() =>
        Gen.Select(Details, Amount, Time, Gen.Guid.Nullable(), Decisions).SampleAsync(CheckAsync, iter: 60, threads: 1);

    private async Task CheckAsync((PaymentDetails Details, decimal Amount, DateTimeOffset At, Guid? Order, Decision Decision) sample)
    {
        var (byEf, bySql) = (Make(sample), Make(sample));
        await fraud.InDatabaseAsync(async database =>
        {
            byEf.Decision = Copy(sample.Decision, byEf.Id);
            database.Add(byEf);
            await database.SaveChangesAsync();
            await database.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
            {
                await using var transaction = await database.Database.BeginTransactionAsync();
                var npgsql = (NpgsqlTransaction)transaction.GetDbTransaction();
                await using var batch = new NpgsqlBatch(npgsql.Connection, npgsql);
                DecisionWriter.Add(batch, bySql, Copy(sample.Decision, bySql.Id));
                await batch.ExecuteNonQueryAsync();
                await transaction.CommitAsync();
            });
            return 0;
        });

        (await RowAsync("fraud.transactions", "id", bySql.Id)).ShouldBe(await RowAsync("fraud.transactions", "id", byEf.Id));
        (await RowAsync("fraud.decisions", "transaction_id", bySql.Id)).ShouldBe(await RowAsync("fraud.decisions", "transaction_id", byEf.Id));
    }

    // Every column there is, but the key.
    private Task<string?> RowAsync(string table, string key, string id) =>
        fraud.Database.ScalarAsync<string>($"SELECT (to_jsonb(r) - '{key}')::text FROM {table} r WHERE {key} = '{id}'");

    private static Transaction Make((PaymentDetails Details, decimal Amount, DateTimeOffset At, Guid? Order, Decision Decision) sample) => new()
    {
        Id = Requests.NewId("written"),
        OrderId = sample.Order,
        CustomerId = "writer-customer",
        TerminalId = "writer-terminal",
        Amount = sample.Amount,
        Currency = "EUR",
        BaseAmount = sample.Amount / 2,
        Details = sample.Details,
        At = sample.At,
        RecordedAt = sample.At,
    };

    private static Decision Copy(Decision decision, string id) => new()
    {
        TransactionId = id,
        Model = decision.Model,
        Facts = decision.Facts,
        FeatureNames = decision.FeatureNames,
        Features = decision.Features,
        Score = decision.Score,
        Thresholds = decision.Thresholds,
        ByModel = decision.ByModel,
        Outcome = decision.Outcome,
        AnsweredAs = decision.AnsweredAs,
        RuleSetVersion = decision.RuleSetVersion,
        Findings = decision.Findings,
        Reasons = decision.Reasons,
        DecidedAt = decision.DecidedAt,
    };
}
