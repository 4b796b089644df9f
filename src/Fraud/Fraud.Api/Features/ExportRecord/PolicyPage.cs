using Fraud.Api.Features.GetTransaction;
using static Fraud.Api.Features.ExportRecord.RecordPage;

namespace Fraud.Api.Features.ExportRecord;

/// <summary>What applied of rules and lists, and everything that could have: with who stands behind it.</summary>
internal static class PolicyPage
{
    public static void Write(HtmlPage page, RecordedDecision decision, DecisionRecord record)
    {
        Findings(page, decision);
        Entries(page, record.ListEntries);
        RuleSet(page, record.RuleSet);
    }

    private static void Findings(HtmlPage page, RecordedDecision decision)
    {
        if (decision.Findings.Length == 0)
        {
            return;
        }

        page.Write($"<h2>Rules and lists that applied</h2><table><thead><tr><th>Kind</th><th>Name</th><th>Asks for</th><th>Because</th></tr></thead><tbody>");
        foreach (var finding in decision.Findings)
        {
            page.Write($"<tr><td>{finding.Kind}</td><td>{finding.Name}</td><td>{Word(finding.Action)}</td><td>{finding.Reason}</td></tr>");
        }

        page.Write($"</tbody></table>");
    }

    private static void Entries(HtmlPage page, RecordedListEntry[] entries)
    {
        if (entries.Length == 0)
        {
            return;
        }

        page.Write($"<h2>Entries of lists that were found</h2><table><thead><tr><th>Entry</th><th>List</th><th>Names a</th><th>Because</th><th>Added</th><th>Ends</th></tr></thead><tbody>");
        foreach (var entry in entries)
        {
            page.Write($"<tr><td class=\"id\">{entry.Id}</td><td>{Word(entry.List)}</td><td>{Word(entry.Subject)}</td><td>{entry.Reason}</td><td>{Time(entry.AddedAt)} by {entry.AddedBy}</td><td>{Ended(entry)}</td></tr>");
        }

        page.Write($"</tbody></table>");
    }

    private static string Ended(RecordedListEntry entry) =>
        entry.RemovedAt is { } removed ? $"removed {Time(removed)} by {entry.RemovedBy}" : Time(entry.ExpiresAt);

    private static void RuleSet(HtmlPage page, RecordedRuleSet? ruleSet)
    {
        if (ruleSet is null)
        {
            return;
        }

        page.Write($"<h2>Rules in force</h2><table><tbody>");
        Row(page, "Version", ruleSet.Version);
        Row(page, "Title", ruleSet.Title);
        Row(page, "Written", $"{Time(ruleSet.WrittenAt)} by {ruleSet.Author}");
        Row(page, "Approved", ruleSet.Approver is { } approver ? $"{Time(ruleSet.ApprovedAt)} by {approver}" : null);
        Row(page, "In force from", ruleSet.EffectiveFrom is { } from ? Time(from) : null);
        page.Write($"</tbody></table><table><thead><tr><th>Name</th><th>Condition</th><th>Asks for</th><th>Because</th></tr></thead><tbody>");
        foreach (var rule in ruleSet.Rules)
        {
            page.Write($"<tr><td>{rule.Name}</td><td class=\"id\">{rule.Condition}</td><td>{Word(rule.Action)}</td><td>{rule.Reason}</td></tr>");
        }

        page.Write($"</tbody></table>");
    }
}
