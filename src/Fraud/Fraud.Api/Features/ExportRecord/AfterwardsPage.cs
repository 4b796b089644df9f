using Fraud.Api.Features.GetTransaction;
using static Fraud.Api.Features.ExportRecord.RecordPage;

namespace Fraud.Api.Features.ExportRecord;

/// <summary>What became of a payment: labels, the case and its history, and the decision made again.</summary>
internal static class AfterwardsPage
{
    public static void Write(HtmlPage page, DecisionRecord record)
    {
        page.Write($"<h2>Labels</h2>");
        if (record.Labels.Length == 0)
        {
            page.Write($"<p>None so far.</p>");
        }
        else
        {
            page.Write($"<table><tbody>");
            foreach (var label in record.Labels)
            {
                Row(page, Time(label.At), Word(label.Verdict));
            }

            page.Write($"</tbody></table>");
        }

        LabelHistory(page, record.Transaction.LabelHistory);
        Case(page, record.Case);
        Replay(page, record);
    }

    private static void LabelHistory(HtmlPage page, GivenLabel[] labels)
    {
        if (labels.Length == 0)
        {
            return;
        }

        page.Write($"<table><thead><tr><th>Given</th><th>Label</th><th>Known since</th><th>By whom</th><th>How</th></tr></thead><tbody>");
        foreach (var label in labels)
        {
            page.Write($"<tr><td>{Time(label.RecordedAt)}</td><td>{Word(label.Verdict)}</td><td>{Time(label.At)}</td><td>{label.Actor}</td><td>{Word(label.Source)}</td></tr>");
        }

        page.Write($"</tbody></table>");
    }

    private static void Case(HtmlPage page, RecordedCase? fraudCase)
    {
        if (fraudCase is null)
        {
            return;
        }

        page.Write($"<h2>Case</h2><table><tbody>");
        Row(page, "Case", fraudCase.Id);
        Row(page, "Opened", Time(fraudCase.OpenedAt));
        Row(page, "Due", Time(fraudCase.DueAt));
        Row(page, "Payments in it", fraudCase.Alerts);
        Row(page, "Value at risk", Money(fraudCase.ValueAtRisk));
        Row(page, "Closed", fraudCase.ClosedAt is { } closed ? $"{Time(closed)} by {fraudCase.ClosedBy}" : "open");
        Row(page, "Conclusion", fraudCase.Conclusion is { } conclusion ? Word(conclusion) : null);
        page.Write($"</tbody></table><table><thead><tr><th>#</th><th>When</th><th>Who</th><th>What</th><th>On what</th><th>Note</th></tr></thead><tbody>");
        foreach (var deed in fraudCase.History)
        {
            page.Write($"<tr><td>{deed.Number}</td><td>{Time(deed.At)}</td><td>{deed.Actor ?? "the service"}</td><td>{Word(deed.Action)}</td><td>{deed.About}</td><td>{deed.Note}</td></tr>");
        }

        page.Write($"</tbody></table>");
    }

    private static void Replay(HtmlPage page, DecisionRecord record)
    {
        if (record.Replay is not { } replay)
        {
            return;
        }

        page.Write($"<h2>Made again</h2><table><thead><tr><th>Step</th><th>Result</th><th>Where not, and why</th></tr></thead><tbody>");
        foreach (var step in replay.Steps)
        {
            page.Write($"<tr><td>{step.Step}</td><td>{Word(step.Result)}</td><td>{string.Join("; ", step.Differences)} {step.Detail}</td></tr>");
        }

        page.Write($"</tbody></table>");
        foreach (var note in replay.Notes)
        {
            page.Write($"<p class=\"quiet\">{note}</p>");
        }
    }
}
