using System.Globalization;
using Fraud.Api.Domain.Features;

namespace Fraud.Api.Domain.Explaining;

/// <summary>Another payment, as a comparison needs it.</summary>
/// <param name="Amount">In the base currency.</param>
public sealed record PeerPayment(DateTimeOffset At, decimal Amount, string CustomerId);

/// <summary>A payment beside others that have something in common with it.</summary>
/// <param name="From">The others were made after this, and up to the payment.</param>
/// <param name="Payments">How many others there are.</param>
/// <param name="Limited">There are more, before <paramref name="From"/>: the latest are looked at.</param>
/// <param name="Amount">Its amount among theirs, in the base currency.</param>
/// <param name="Frequency">How often: what is counted is in the words.</param>
public sealed record PeerGroup(DateTimeOffset From, int Payments, bool Limited, Standing Amount, Standing Frequency, string[] InWords)
{
    /// <summary>Among the customer's own payments: by the day, from the first day on that we know of.</summary>
    public static PeerGroup OfCustomer(Transaction payment, IReadOnlyList<PeerPayment> others, DateTimeOffset from, bool limited)
    {
        var days = others.CountBy(other => (int)((payment.At - other.At) / FeatureWindows.Day)).ToDictionary();
        var known = days.Count == 0 ? 0 : days.Keys.Max();
        var frequency = Standing.Of(
            1 + days.GetValueOrDefault(0),
            Enumerable.Range(1, known).Select(day => (decimal)days.GetValueOrDefault(day)));
        return new PeerGroup(from, others.Count, limited, Among(payment, others), frequency,
        [
            AmountInWords(Among(payment, others), count => $"this customer's {count} other payments"),
            frequency.Others == 0
                ? Invariant($"number {frequency.Value:0} in 24 hours, and no day before to compare with")
                : Invariant($"number {frequency.Value:0} in 24 hours: more than on {frequency.SmallerPercent:0.#} % of the {frequency.Others} days before ({frequency.Median:0} on a usual one, {frequency.Largest:0} at most)"),
        ]);
    }

    /// <summary>Among the payments at one place: by the customer.</summary>
    /// <param name="place">What they have in common, such as "other payments at this terminal".</param>
    public static PeerGroup OfPlace(Transaction payment, string place, IReadOnlyList<PeerPayment> others, DateTimeOffset from, bool limited)
    {
        var customers = others.CountBy(other => other.CustomerId).ToDictionary();
        var frequency = Standing.Of(
            1 + customers.GetValueOrDefault(payment.CustomerId),
            customers.Where(customer => customer.Key != payment.CustomerId).Select(customer => (decimal)customer.Value));
        return new PeerGroup(from, others.Count, limited, Among(payment, others), frequency,
        [
            AmountInWords(Among(payment, others), count => $"the {count} {place}"),
            frequency.Others == 0
                ? Invariant($"number {frequency.Value:0} of this customer there, and no other customer to compare with")
                : Invariant($"number {frequency.Value:0} of this customer there: more than {frequency.SmallerPercent:0.#} % of the {frequency.Others} other customers ({frequency.Median:0} by a usual one, {frequency.Largest:0} at most)"),
        ]);
    }

    private static Standing Among(Transaction payment, IReadOnlyList<PeerPayment> others) =>
        Standing.Of(payment.BaseAmount, others.Select(other => other.Amount));

    private static string AmountInWords(Standing amount, Func<int, string> group) => amount.Others == 0
        ? Invariant($"paid {amount.Value:0.00}, and there is nothing to compare it with")
        : Invariant($"paid {amount.Value:0.00}: more than {amount.SmallerPercent:0.#} % of {group(amount.Others)} (half of them up to {amount.Median:0.00}, 95 % up to {amount.Percentile95:0.00})");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
