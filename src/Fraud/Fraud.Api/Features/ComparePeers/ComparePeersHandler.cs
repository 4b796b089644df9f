using System.Linq.Expressions;
using Fraud.Api.Data;
using Fraud.Api.Domain;
using Fraud.Api.Domain.Explaining;
using Fraud.Api.Domain.Features;
using Fraud.Api.Domain.Money;
using Microsoft.EntityFrameworkCore;

namespace Fraud.Api.Features.ComparePeers;

/// <summary>
/// Compares a payment with those before it that are known by now, also where they were not yet when it was decided. Of each
/// group the latest are read, over an index, and no more than <see cref="AtMost"/>.
/// </summary>
public sealed class ComparePeersHandler(FraudDbContext database, ExchangeRates rates)
{
    public const int AtMost = 2_000;

    public async Task<Peers?> HandleAsync(string id, CancellationToken cancellationToken)
    {
        var payment = await database.Transactions.AsNoTracking().SingleOrDefaultAsync(known => known.Id == id, cancellationToken);
        if (payment is null)
        {
            return null;
        }

        var (customer, terminal, category) = (payment.CustomerId, payment.TerminalId, payment.Details.MerchantCategory);
        return new Peers(
            payment.Id,
            payment.BaseAmount,
            rates.Base,
            payment.At,
            await GroupAsync(payment, other => other.CustomerId == customer, PeerGroup.OfCustomer, cancellationToken),
            await GroupAsync(payment, other => other.TerminalId == terminal, OfPlace("other payments at this terminal"), cancellationToken),
            category is null
                ? null
                : await GroupAsync(payment, other => other.Details.MerchantCategory == category, OfPlace($"other payments of merchant category {category}"), cancellationToken));
    }

    private async Task<PeerGroup> GroupAsync(
        Transaction payment,
        Expression<Func<Transaction, bool>> isPeer,
        Func<Transaction, IReadOnlyList<PeerPayment>, DateTimeOffset, bool, PeerGroup> group,
        CancellationToken cancellationToken)
    {
        var from = payment.At - FeatureWindows.Month;
        var others = await database.Transactions.AsNoTracking()
            .Where(isPeer)
            .Where(other => other.At > from && other.At <= payment.At && other.Id != payment.Id)
            .OrderByDescending(other => other.At)
            .Take(AtMost + 1)
            .Select(other => new PeerPayment(other.At, other.BaseAmount, other.CustomerId))
            .ToListAsync(cancellationToken);
        var limited = others.Count > AtMost;
        if (limited)
        {
            from = others[^1].At;
            others.RemoveAt(AtMost);
        }

        return group(payment, others, from, limited);
    }

    private static Func<Transaction, IReadOnlyList<PeerPayment>, DateTimeOffset, bool, PeerGroup> OfPlace(string place) =>
        (payment, others, from, limited) => PeerGroup.OfPlace(payment, place, others, from, limited);
}
