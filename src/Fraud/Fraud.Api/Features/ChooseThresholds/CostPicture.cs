using System.Globalization;
using System.Text;
using Fraud.Api.Domain.Costs;

namespace Fraud.Api.Features.ChooseThresholds;

/// <summary>
/// The cost curves as SVG: numbers and fixed words only, no script, no style sheet, nothing from outside. Thresholds are
/// drawn in log-odds, as scores crowd near 0 and 1.
/// </summary>
internal static class CostPicture
{
    private const int Width = 760, Height = 420, Left = 80, Right = 20, Top = 50, Bottom = 60;
    private const double Furthest = 1e-5; // from 0 and from 1
    private static readonly double[] Ticks = [.0001, .001, .01, .05, .2, .5, .8, .95, .99, .999];

    public static double LogOdds(double score)
    {
        var kept = Math.Clamp(score, Furthest, 1 - Furthest);
        return Math.Log(kept / (1 - kept));
    }

    public static string Draw(ThresholdChoice choice)
    {
        var svg = new StringBuilder();
        Add(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" width=\"{Width}\" height=\"{Height}\" font-family=\"sans-serif\" font-size=\"12\" role=\"img\">");
        Add(svg, $"<title>Cost by threshold</title><rect width=\"{Width}\" height=\"{Height}\" fill=\"#fff\"/>");
        if (choice is { Chosen: { } chosen, Current: { } current })
        {
            var axes = Axes.Of(choice, chosen, current);
            DrawAxes(svg, axes, choice);
            Line(svg, axes, choice.ByReview, point => point.Review, "#1f77b4");
            Line(svg, axes, choice.ByDecline, point => point.Decline, "#d62728");
            Mark(svg, axes, chosen, "chosen", "#2ca02c");
            Mark(svg, axes, current, "current", "#555");
            Text(svg, Left, 20, $"cheapest: review from {chosen.Review:0.####}, decline from {chosen.Decline:0.####}, cost {chosen.Cost:0} {choice.Currency}; current: {current.Review:0.####}, {current.Decline:0.####}, cost {current.Cost:0}", "#000");
            Text(svg, Left, 38, $"review threshold (decline at its cheapest)", "#1f77b4");
            Text(svg, Left + 260, 38, $"decline threshold (review at its cheapest)", "#d62728");
        }
        else
        {
            Text(svg, Left, Height / 2, $"No labelled decision in this period.", "#000");
        }

        return svg.Append("</svg>").ToString();
    }

    private static void DrawAxes(StringBuilder svg, Axes axes, ThresholdChoice choice)
    {
        Add(svg, $"<path d=\"M{Left} {Top}V{Height - Bottom}H{Width - Right}\" fill=\"none\" stroke=\"#000\"/>");
        foreach (var tick in Ticks.Where(tick => axes.Has(tick)))
        {
            Add(svg, $"<path d=\"M{axes.X(tick):0.#} {Height - Bottom}v5\" stroke=\"#000\"/>");
            Text(svg, axes.X(tick), Height - Bottom + 18, $"{tick}", "#000", "middle");
        }

        for (var i = 0; i <= 4; i++)
        {
            var cost = axes.Most * i / 4;
            Add(svg, $"<path d=\"M{Left} {axes.Y(cost):0.#}H{Width - Right}\" stroke=\"#ddd\"/>");
            Text(svg, Left - 6, axes.Y(cost) + 4, $"{cost:0}", "#000", "end");
        }

        Text(svg, (Left + Width - Right) / 2, Height - 20, $"threshold (score, in log-odds); cost in {choice.Currency} on {choice.Payments} labelled payments", "#000", "middle");
    }

    private static void Line(StringBuilder svg, Axes axes, CostPoint[] points, Func<CostPoint, double> threshold, string colour)
    {
        var path = string.Join('L', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{axes.X(threshold(point)):0.#} {axes.Y(point.Cost):0.#}")));
        Add(svg, $"<path d=\"M{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>");
    }

    private static void Mark(StringBuilder svg, Axes axes, CostPoint point, string name, string colour)
    {
        foreach (var threshold in (double[])[point.Review, point.Decline])
        {
            Add(svg, $"<circle cx=\"{axes.X(threshold):0.#}\" cy=\"{axes.Y(point.Cost):0.#}\" r=\"5\" fill=\"{colour}\"><title>{name}: {threshold:0.####}</title></circle>");
        }
    }

    private static void Text(StringBuilder svg, double x, double y, FormattableString text, string colour, string anchor = "start") =>
        Add(svg, $"<text x=\"{x:0.#}\" y=\"{y:0.#}\" fill=\"{colour}\" text-anchor=\"{anchor}\">{text.ToString(CultureInfo.InvariantCulture)}</text>");

    private static void Add(StringBuilder svg, FormattableString element) => svg.AppendLine(element.ToString(CultureInfo.InvariantCulture));

    private sealed record Axes(double Low, double High, double Most)
    {
        public static Axes Of(ThresholdChoice choice, params CostPoint[] marks)
        {
            double[] drawn =
            [
                .. choice.ByReview.Select(point => point.Review), .. choice.ByDecline.Select(point => point.Decline),
                .. marks.SelectMany(mark => new[] { mark.Review, mark.Decline }),
            ];
            var most = choice.ByReview.Concat(choice.ByDecline).Concat(marks).Max(point => point.Cost);
            return new Axes(LogOdds(drawn.Min()) - .1, LogOdds(drawn.Max()) + .1, most > 0 ? most : 1);
        }

        public bool Has(double score) => LogOdds(score) >= Low && LogOdds(score) <= High;

        public double X(double score) => Left + ((LogOdds(score) - Low) / (High - Low) * (Width - Left - Right));

        public double Y(double cost) => Height - Bottom - (Math.Min(cost / Most, 1) * (Height - Top - Bottom));
    }
}
