using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Platform.Messaging;

namespace Messaging.Chaos.Workers;

/// <summary>Makes items, as requests would: state and event in one SaveChanges.</summary>
internal sealed class Production(IServiceScopeFactory scopes, WorkerSettings settings)
{
    private const int Lines = 4;

    // Among others, so that it is seen what becomes of them.
    private const int LethalOne = 50;

    private int _made;

    /// <summary>Works until it is cancelled; what is begun is finished.</summary>
    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, Lines).Select(_ => RunLineAsync(cancellationToken)));

    private async Task RunLineAsync(CancellationToken cancellationToken)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds((double)Lines / settings.EventsPerSecond));
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await pace.WaitForNextTickAsync(cancellationToken);
                await MakeAsync();
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error) when (error is DbUpdateException or InvalidOperationException or Npgsql.NpgsqlException)
            {
                // Its request failed; whether it was committed, the database knows.
                await Console.Error.WriteLineAsync($"not made: {error.GetType().Name}");
            }
        }
    }

    private async Task MakeAsync()
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<MakingContext>();
        var lethal = Interlocked.Increment(ref _made) == LethalOne && settings.Fault == Fault.DiesOfOneEvent;
        var item = new Item { Id = lethal ? ItemMade.Lethal : Guid.CreateVersion7() };
        scope.ServiceProvider.GetRequiredService<IOutbox>().Add(new ItemMade(item.Id));
        if (settings.Fault == Fault.AnnouncesFirst)
        {
            await context.SaveChangesAsync(CancellationToken.None);
            context.Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
        }

        context.Add(item);
        await context.SaveChangesAsync(CancellationToken.None);
    }
}
