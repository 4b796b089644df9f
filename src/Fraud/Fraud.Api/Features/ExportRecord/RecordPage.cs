using System.Globalization;
using System.Text.Json;
using Fraud.Api.Features.GetTransaction;

namespace Fraud.Api.Features.ExportRecord;

/// <summary>A record as a page to print.</summary>
internal static class RecordPage
{
    public static string Render(DecisionRecord record)
    {
        var page = new HtmlPage();
        var transaction = record.Transaction;
        page.Write($"<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Decision record {transaction.TransactionId}</title>");
        page.WriteLiteral($"<style>{RecordStyle.Css}</style>"); // hashed in the policy as it stands
        page.Write($"</head><body><header><div><h1>Decision record</h1><p class=\"id\">{transaction.TransactionId}</p></div>");
        if (transaction.Decision is { } decided)
        {
            // The class is one of three words of ours.
            page.Write($"<p class=\"outcome {Word(decided.Decision)}\">{Word(decided.Decision)}</p>");
        }

        page.Write($"</header><p class=\"quiet\">Exported {Time(record.ExportedAt)} by {record.ExportedBy}. Times are UTC.</p>");
        Payment(page, transaction);
        if (transaction.Decision is { } decision)
        {
            Decision(page, decision, record.Replay?.Identical);
            Reasons(page, decision);
            PolicyPage.Write(page, decision, record);
            WhatIf(page, record);
            EvidencePage.Contributions(page, decision);
        }

        EvidencePage.Facts(page, record.Facts);
        AfterwardsPage.Write(page, record);
        page.Write($"<footer class=\"quiet\">");
        foreach (var note in record.Notes)
        {
            page.Write($"<p>{note}</p>");
        }

        page.Write($"</footer>\n</body></html>");
        return page.ToString();
    }

    public static string Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "–";

    public static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()).Replace('-', ' ');

    public static string Money(decimal amount) => amount.ToString("0.00##", CultureInfo.InvariantCulture);

    public static void Row<T>(HtmlPage page, string name, T value)
    {
        if (value is not null)
        {
            page.Write($"<tr><th scope=\"row\">{name}</th><td>{value}</td></tr>");
        }
    }

    private static void Payment(HtmlPage page, RecordedTransaction transaction)
    {
        page.Write($"<h2>Payment</h2><table><tbody>");
        Row(page, "Amount", $"{Money(transaction.Amount)} {transaction.Currency}");
        Row(page, "In the base currency", Money(transaction.BaseAmount));
        Row(page, "Charged", Time(transaction.At));
        Row(page, "Recorded", Time(transaction.RecordedAt));
        Row(page, "Customer", transaction.CustomerId);
        Row(page, "Terminal", transaction.TerminalId);
        Row(page, "Order", transaction.OrderId);
        Row(page, "Channel", transaction.Channel is { } channel ? Word(channel) : null);
        Row(page, "Country", transaction.Country);
        Row(page, "Device", transaction.DeviceId);
        Row(page, "Merchant category", transaction.MerchantCategory);
        Row(page, "Card range", transaction.CardRange);
        page.Write($"</tbody></table>");
    }

    private static void Decision(HtmlPage page, RecordedDecision decision, bool? identical)
    {
        page.Write($"<h2>Decision</h2><table><tbody>");
        Row(page, "Outcome", Word(decision.Decision));
        Row(page, "By the model alone", Word(decision.ByModel));
        Row(page, "Answered at the deadline", decision.AnsweredAs is { } answered ? Word(answered) : null);
        Row(page, "Score", decision.Score.ToString("R", CultureInfo.InvariantCulture));
        Row(page, "Thresholds", string.Create(CultureInfo.InvariantCulture, $"review from {decision.Thresholds.Review}, decline from {decision.Thresholds.Decline}"));
        Row(page, "Decided", Time(decision.DecidedAt));
        Row(page, "Model", $"{decision.Model.Name} {decision.Model.Version}");
        page.Write($"<tr><th scope=\"row\">Its hash (SHA-256)</th><td class=\"id\">{decision.Model.Sha256}</td></tr>");
        Row(page, "Rules in force", decision.RuleSetVersion is { } version ? $"version {version}" : "none");
        Row(page, "Made again for this record", identical switch { true => "identical to the bit", false => "not identical in every step: see below", _ => null });
        page.Write($"</tbody></table>");
    }

    private static void Reasons(HtmlPage page, RecordedDecision decision)
    {
        page.Write($"<h2>Reasons</h2>");
        if (decision.Reasons.Length == 0)
        {
            page.Write($"<p>None.</p>");
        }

        page.Write($"<ol>");
        foreach (var reason in decision.Reasons)
        {
            page.Write($"<li>{reason.Text} <span class=\"quiet\">({reason.Code}, {reason.Contribution:+0.000;-0.000;0.000})</span></li>");
        }

        page.Write($"</ol>");
        if (decision.NotExplained is { } why)
        {
            page.Write($"<p>{why}</p>");
        }
    }

    private static void WhatIf(HtmlPage page, DecisionRecord record)
    {
        if (record.WhatIf is not { } whatIf)
        {
            return;
        }

        page.Write($"<h2>What would have changed it</h2><ul>");
        foreach (var change in whatIf.Changes)
        {
            page.Write($"<li>{change.Text}: {Word(change.Outcome)} <span class=\"quiet\">(score {change.Score:0.0000})</span></li>");
        }

        page.Write($"</ul>");
        foreach (var note in whatIf.Notes)
        {
            page.Write($"<p class=\"quiet\">{note}</p>");
        }
    }
}
