using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Messaging.Chaos.Workers;

/// <summary>One of the three processes. It does what it is told on standard input, and ends at once when that ends.</summary>
internal static class Worker
{
    private static readonly Lock Voice = new();

    public static async Task<int> RunAsync(string[] args)
    {
        if (args.Length > 0)
        {
            await Console.Error.WriteLineAsync("This program takes no arguments: it is started by the chaos harness (./platform bench chaos).");
            return 2;
        }

        var settings = WorkerSettings.FromEnvironment();
        var gate = new Gate(Say);
        await using var app = WorkerHost.Build(settings, gate);
        using var enough = new CancellationTokenSource();
        await WarmUpAsync(app, settings);
        Say(Words.Prepared);

        using var orders = new StreamReader(Console.OpenStandardInput());
        while (await orders.ReadLineAsync(CancellationToken.None) is { } line)
        {
            if (Words.ReadHold(line) is var (boundary, passes))
            {
                gate.Arm(boundary, passes);
            }
            else if (line == Words.GoOn)
            {
                gate.GoOn();
            }
            else if (line == Words.Begin)
            {
                // Not awaited: a database or a broker that is away must not make us deaf.
                _ = BeginAsync(app, settings, enough.Token);
            }
            else if (line == Words.Enough)
            {
                await enough.CancelAsync();
            }
        }

        // The harness is gone.
        Environment.Exit(1);
        return 1;
    }

    private static async Task BeginAsync(WebApplication app, WorkerSettings settings, CancellationToken enough)
    {
        try
        {
            if (settings.Role == Victim.Producer)
            {
                // Its host is not started: no relay runs here, so that the relay's process meets every event.
                Say(Words.Begun);
                await app.Services.GetRequiredService<Production>().RunAsync(enough);
                Say(Words.Done);
            }
            else
            {
                await app.StartAsync(CancellationToken.None);
                Say(Words.Begun);
            }
        }
        catch (Exception error)
        {
            await Console.Error.WriteLineAsync(error.ToString());
            Environment.Exit(3);
        }
    }

    // What takes longest at a start is compiling, and making EF's model: a spare has done that before it is needed.
    private static async Task WarmUpAsync(WebApplication app, WorkerSettings settings)
    {
        await using var scope = app.Services.CreateAsyncScope();
        DbContext context = settings.Role == Victim.Consumer
            ? scope.ServiceProvider.GetRequiredService<CountingContext>()
            : scope.ServiceProvider.GetRequiredService<MakingContext>();
        _ = context.Model;
        try
        {
            // Not through EF, which would try for minutes.
            await context.Database.GetDbConnection().OpenAsync();
        }
        catch (NpgsqlException)
        {
            // Postgres is dead just now, which is no reason not to stand by.
        }
    }

    private static void Say(string line)
    {
        lock (Voice)
        {
            Console.Out.WriteLine(line);
            Console.Out.Flush();
        }
    }
}
