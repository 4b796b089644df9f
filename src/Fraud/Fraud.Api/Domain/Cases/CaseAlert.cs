namespace Fraud.Api.Domain.Cases;

/// <summary>A payment that was held up or refused, in the case of its customer.</summary>
public sealed class CaseAlert
{
    public required string TransactionId { get; init; }

    public required Guid CaseId { get; init; }

    /// <summary>1, 2, 3 … within the case.</summary>
    public required int Number { get; init; }

    public required string TerminalId { get; init; }

    public required Outcome Outcome { get; init; }

    /// <summary>Probability of fraud, 0 to 1.</summary>
    public required float Score { get; init; }

    /// <summary>Amount × score, in the base currency: what is lost on average if nobody looks.</summary>
    public required decimal ValueAtRisk { get; init; }

    /// <summary>When the alert was raised, by the clock of the service.</summary>
    public required DateTimeOffset At { get; init; }
}
