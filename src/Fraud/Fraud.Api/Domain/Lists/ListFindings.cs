using Fraud.Api.Domain.Rules;

namespace Fraud.Api.Domain.Lists;

/// <summary>What an entry says of a payment.</summary>
public static class ListFindings
{
    public static Finding Of(ListEntry entry)
    {
        var (name, action) = entry.List switch
        {
            ListKind.Block => ("block", Outcome.Decline),
            ListKind.Allow => ("allow", Outcome.Approve),
            _ => ("review", Outcome.Review),
        };
        return new Finding(Finding.OfList, name, action, $"{Named(entry)} is on the {name} list: {entry.Reason}", entry.Id);
    }

    // Countries and card ranges say something by their name; ids are on the payment.
    private static string Named(ListEntry entry) => entry.Subject switch
    {
        ListSubject.Customer => "customer",
        ListSubject.Terminal => "terminal",
        ListSubject.Device => "device",
        ListSubject.Country => $"country {entry.Value}",
        _ => $"card range {entry.Value}",
    };
}
