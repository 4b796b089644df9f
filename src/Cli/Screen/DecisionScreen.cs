using System.Globalization;
using Platform.Cli.Running;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Platform.Cli.Screen;

/// <summary>The screen of <c>./platform up</c>: what the four services decide, as they decide it.</summary>
internal sealed class DecisionScreen(PlatformClient client, StartReportReader reports, TimeProvider time)
{
    private const int MostLinesAService = 4;
    private const int LinesAround = 2; // a panel's border, above and below
    private const int LastLines = 2; // the dashboard's address, and what one can do
    private const int Narrow = 110;
    private const int LinesOfReports = 3;
    private static readonly TimeSpan WarningsStay = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PauseBetweenLines = TimeSpan.FromSeconds(15);
    private readonly List<(DateTimeOffset At, StartReport Report)> _shown = [];

    /// <summary>Shows the decisions until it is cancelled.</summary>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        if (AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected)
        {
            await AnsiConsole.Live(new Text("")).AutoClear(false).StartAsync(async live =>
            {
                while (!cancellationToken.IsCancellationRequested)
                {
                    live.UpdateTarget(Draw(await ReadAsync(cancellationToken)));
                    await Task.Delay(Pause, time, cancellationToken);
                }
            });
        }
        else
        {
            await PrintAsync(cancellationToken);
        }
    }

    // In a log file a table that paints over itself is noise; one line a service now and then is news.
    private async Task PrintAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            foreach (var report in reports.TakeNew())
            {
                Notice.Write(report.Text);
            }

            foreach (var (service, summary) in await ReadAsync(cancellationToken))
            {
                Console.WriteLine($"{time.GetLocalNow():HH:mm:ss} {service.Title}: {(summary is null ? "no answer" : Counts(summary))}");
            }

            await Task.Delay(PauseBetweenLines, time, cancellationToken);
        }
    }

    private async Task<(ServiceAddress Service, ServiceSummary? Summary)[]> ReadAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(client.Addresses.Deciding.Select(async service =>
            (service, await client.SummaryAsync(service, cancellationToken))));

    private Rows Draw((ServiceAddress Service, ServiceSummary? Summary)[] services)
    {
        var parts = new List<IRenderable>();
        var lines = LinesAService(services.Length);
        foreach (var (service, summary) in services)
        {
            parts.Add(Panel(service, summary, lines));
        }

        parts.AddRange(DrawReports());
        if (reports.Dashboard is { } dashboard)
        {
            parts.Add(new Markup($"[grey]dashboard: [/][blue]{Markup.Escape(dashboard.AbsoluteUri)}[/]"));
        }

        parts.Add(new Markup(
            $"[grey]{time.GetLocalNow():HH:mm:ss}  a token: [/][white]./platform token analyst[/][grey]   stop: [/][white]Ctrl-C[/]"));
        return new Rows(parts);
    }

    // Inside the table, since a line written beside it would be painted over. What failed stays.
    private IEnumerable<IRenderable> DrawReports()
    {
        var now = time.GetLocalNow();
        _shown.AddRange(reports.TakeNew().Select(report => (now, report)));
        _shown.RemoveAll(shown => !shown.Report.IsFailure && now - shown.At > WarningsStay);
        return _shown.TakeLast(LinesOfReports).Select(shown => new Text(
            string.Create(CultureInfo.InvariantCulture, $"{shown.At:HH:mm:ss}  {Short(shown.Report.FirstLine, 200)}"),
            new Style(shown.Report.IsFailure ? Color.Red : Color.Yellow)));
    }

    private static Panel Panel(ServiceAddress service, ServiceSummary? summary, int lines)
    {
        var isNarrow = AnsiConsole.Profile.Width < Narrow;
        var table = new Table().NoBorder().HideHeaders().Expand()
            .AddColumn(new TableColumn("at").Width(8).NoWrap())
            .AddColumn(new TableColumn("decision").Width(isNarrow ? 11 : 16).NoWrap())
            .AddColumn(new TableColumn("what").NoWrap())
            .AddColumn(new TableColumn("detail").NoWrap());
        foreach (var decision in summary?.Latest.Take(lines) ?? [])
        {
            table.AddRow(
                new Text(decision.At.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture), new Style(Color.Grey)),
                new Text(decision.Decision, new Style(ColourOf(decision.Decision))),
                // An order's id is whole where there is room, as it is to be pasted.
                new Text(Short(decision.What, isNarrow ? 26 : 52)),
                new Text(decision.Detail, new Style(Color.Grey)).Overflow(Overflow.Ellipsis));
        }

        var counts = summary is null ? "no answer yet" : Counts(summary);
        return new Panel(table)
            .Header($"[bold]{service.Title}[/] [blue]{service.Docs}[/] [grey]{Markup.Escape(counts)}[/]")
            .Border(BoxBorder.Rounded)
            .Expand();
    }

    // Four panels, the reports and the last lines must fit: what scrolls out cannot be painted over.
    private static int LinesAService(int services)
    {
        var room = AnsiConsole.Profile.Height - LinesOfReports - LastLines - 1;
        return Math.Clamp(room / services - LinesAround, 1, MostLinesAService);
    }

    private static string Counts(ServiceSummary summary) =>
        summary.Counts.Count == 0
            ? "nothing decided in the last hour"
            : string.Join(", ", summary.Counts.Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Key} {count.Value}")));

    private static Color ColourOf(string decision) => decision switch
    {
        "decline" or "cancelled" or "failure-predicted" or "urgent" or "alarm" => Color.Red,
        "review" or "held" or "warning" or "failed" or "soon" => Color.Yellow,
        _ => Color.Green,
    };

    private static string Short(string text, int most) => text.Length <= most ? text : text[..(most - 1)] + "…";
}
