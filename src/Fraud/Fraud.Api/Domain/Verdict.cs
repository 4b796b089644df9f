namespace Fraud.Api.Domain;

/// <summary>What became of a payment, as the bank or the cardholder said later.</summary>
public enum Verdict
{
    Genuine,
    Chargeback,
}
