using System.Globalization;
using Fraud.Api.Domain.Explaining;
using Fraud.Api.Domain.Features;
using Fraud.Api.Features.GetTransaction;
using static Fraud.Api.Features.ExportRecord.RecordPage;

namespace Fraud.Api.Features.ExportRecord;

/// <summary>What a score was made of: the features with their parts in it, and the facts behind them.</summary>
internal static class EvidencePage
{
    public static void Contributions(HtmlPage page, RecordedDecision decision)
    {
        page.Write($"<h2>Features and what they added to the score</h2>");
        if (decision.Explanation is not { } explanation)
        {
            page.Write($"<table><thead><tr><th>Feature</th><th class=\"number\">Value</th></tr></thead><tbody>");
            foreach (var feature in decision.Features)
            {
                page.Write($"<tr><td>{feature.Name}</td><td class=\"number\">{feature.Value:R}</td></tr>");
            }

            page.Write($"</tbody></table>");
            return;
        }

        page.Write($"<p class=\"quiet\">In log-odds: {explanation.BaseValue:0.0000} on average, and with the contributions {explanation.LogOdds:0.0000}, which is a score of {decision.Score:0.0000}.</p>");
        page.Write($"<table><thead><tr><th>Feature</th><th class=\"number\">Value</th><th>Unit</th><th class=\"number\">Log-odds</th><th>Against | for fraud</th></tr></thead><tbody>");
        var widest = Math.Max(explanation.Contributions.Max(contribution => Math.Abs(contribution.LogOdds)), 1e-9);
        foreach (var contribution in explanation.Contributions)
        {
            page.Write($"<tr><td>{contribution.Feature}</td><td class=\"number\">{contribution.Value:R}</td><td>{contribution.Unit}</td><td class=\"number\">{contribution.LogOdds:+0.0000;-0.0000;0.0000}</td><td>");
            Bar(page, contribution, widest);
            page.Write($"</td></tr>");
        }

        page.Write($"</tbody></table>");
    }

    // Attributes and no style: the policy allows none.
    private static void Bar(HtmlPage page, Contribution contribution, double widest)
    {
        var width = 50 * Math.Abs(contribution.LogOdds) / widest;
        var (left, side) = contribution.LogOdds < 0 ? (50 - width, "against") : (50, "for");
        page.Write($"<svg viewBox=\"0 0 100 6\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"{side}\" x=\"{left:0.##}\" y=\"1\" width=\"{width:0.##}\" height=\"4\"/><line class=\"axis\" x1=\"50\" x2=\"50\" y1=\"0\" y2=\"6\"/></svg>");
    }

    public static void Facts(HtmlPage page, PointInTime? facts)
    {
        if (facts is null)
        {
            return;
        }

        page.Write($"<h2>What was known at the time</h2><table><thead><tr><th>Window</th><th class=\"number\">Customer's payments</th><th class=\"number\">Spent</th><th class=\"number\">Terminal's payments</th><th class=\"number\">Known frauds</th></tr></thead><tbody>");
        Window(page, "24 hours", facts.Customer.Day, facts.Terminal.Day);
        Window(page, "7 days", facts.Customer.Week, facts.Terminal.Week);
        Window(page, "30 days", facts.Customer.Month, facts.Terminal.Month);
        page.Write($"</tbody></table><p class=\"quiet\">The customer's windows end with this payment and hold it; the terminal's end a week before it.</p><table><tbody>");
        Row(page, "Usual amount", Money((decimal)facts.UsualAmount));
        Row(page, "Largest of 7 days before", Money(facts.Customer.LargestOfWeek));
        Row(page, "Genuine a month before", string.Create(CultureInfo.InvariantCulture, $"{facts.Customer.Genuine.Payments} payments of {Money(facts.Customer.Genuine.Spent)} together, {Money(facts.Customer.Genuine.Largest)} at most"));
        Row(page, "Terminal's last frauds", facts.Terminal.Run is { Frauds: > 0 } run ? string.Create(CultureInfo.InvariantCulture, $"{run.Frauds} without another payment between, since {Time(run.Since)}") : "none in a row");
        page.Write($"</tbody></table>");
    }

    private static void Window(HtmlPage page, string period, CustomerWindow customer, TerminalWindow terminal) => page.Write(
        $"<tr><td>{period}</td><td class=\"number\">{customer.Payments}</td><td class=\"number\">{Money(customer.Spent)}</td><td class=\"number\">{terminal.Payments}</td><td class=\"number\">{terminal.Frauds}</td></tr>");
}
