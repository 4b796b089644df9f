namespace Fraud.Api.Domain.Cases;

/// <summary>What was done with a case. The service opens and collects; the rest is people's work.</summary>
public enum CaseAction
{
    Opened,
    AlertCollected,
    Taken,
    Released,
    Noted,
    FileAttached,
    HandedOver,
    Closed,
}
