using Fraud.Api.Domain.Explaining;

namespace Fraud.Api.Features.ComparePeers;

/// <summary>A payment beside those it can be compared with.</summary>
/// <param name="Amount">Its amount in the base currency, in which all are compared.</param>
/// <param name="Currency">The base currency.</param>
/// <param name="Customer">The customer's own payments of 30 days.</param>
/// <param name="Terminal">Payments at the terminal in 30 days.</param>
/// <param name="MerchantCategory">Payments at merchants of its category in 30 days; null where its sender did not say.</param>
public sealed record Peers(
    string TransactionId,
    decimal Amount,
    string Currency,
    DateTimeOffset At,
    PeerGroup Customer,
    PeerGroup Terminal,
    PeerGroup? MerchantCategory);
