using Fraud.Api.Data;
using Fraud.Api.Domain.Backtesting;
using Fraud.Api.Features.RunBacktest;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Platform.Inference;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.StartBacktest;

public sealed class StartBacktestHandler(
    FraudDbContext database,
    [FromKeyedServices(FraudServices.ModelName)] ModelHost models,
    BacktestRunner runner,
    IOptions<BacktestOptions> options,
    TimeProvider time)
{
    /// <returns>The backtest; or what is wrong with the request, by member; or neither, when too many wait.</returns>
    public async Task<(Backtest? Backtest, Dictionary<string, string[]>? Errors)> HandleAsync(
        StartBacktest request, string requestedBy, CancellationToken cancellationToken)
    {
        if (await ErrorsAsync(request, cancellationToken) is { Count: > 0 } errors)
        {
            return (null, errors);
        }

        if (await database.Backtests.CountAsync(backtest => backtest.State == BacktestState.Queued, cancellationToken) >= options.Value.Waiting)
        {
            return (null, null);
        }

        var now = time.GetUtcNow();
        var backtest = new Backtest
        {
            Id = Guid.CreateVersion7(now),
            Candidate = new BacktestCandidate(request.ModelVersion, request.Thresholds, request.RuleSetVersion, request.ComputeFacts),
            From = request.From.ToStoredPrecision(),
            Until = request.Until.ToStoredPrecision(),
            Cards = request.Cards,
            GenuineAfterDays = request.GenuineAfterDays,
            RequestedBy = requestedBy,
            RequestedAt = now.ToStoredPrecision(),
        };
        database.Backtests.Add(backtest);
        await database.SaveChangesAsync(cancellationToken);
        runner.Wake();
        return (backtest, null);
    }

    private async Task<Dictionary<string, string[]>> ErrorsAsync(StartBacktest request, CancellationToken cancellationToken)
    {
        var errors = new Dictionary<string, string[]>();
        if (request.ModelVersion is { } version)
        {
            using var lease = models.Lease(version);
            if (lease is null)
            {
                errors["modelVersion"] = ["no such version of the model verifies"];
            }
        }

        if (request.RuleSetVersion is { } rules && !await database.RuleSets.AnyAsync(set => set.Version == rules, cancellationToken))
        {
            errors["ruleSetVersion"] = ["there is no such rule set"];
        }

        return errors;
    }
}
