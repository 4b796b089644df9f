using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Platform.Messaging;

namespace Messaging.Chaos.Workers;

/// <summary>Effect of an event. Nothing is unique but its own number, so that a second effect is seen.</summary>
internal sealed class Effect
{
    public long Id { get; init; }

    public required Guid ItemId { get; init; }
}

/// <summary>The consumer's database.</summary>
internal sealed class CountingContext(DbContextOptions<CountingContext> options) : DbContext(options)
{
    public DbSet<Effect> Effects => Set<Effect>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Effect>(effect =>
        {
            effect.ToTable("effects");
            effect.Property(e => e.Id).HasColumnName("id");
            effect.Property(e => e.ItemId).HasColumnName("item_id");
        });
        modelBuilder.AddMessagingTables();
    }
}

/// <summary>The consumer, as a service would write it, but for the gate.</summary>
internal sealed class CountItemConsumer(CountingContext database, Gate gate, WorkerSettings settings) : IConsumer<ItemMade>
{
    public async Task HandleAsync(ItemMade message, MessageContext context, CancellationToken cancellationToken)
    {
        Weakness.Meet(message, settings.Fault);
        await gate.PassAsync(Boundary.Delivered);
        database.Effects.Add(new Effect { ItemId = message.ItemId });
    }
}

/// <summary>The same for several events at once.</summary>
internal sealed class CountItemsConsumer(CountingContext database, Gate gate, WorkerSettings settings) : IBatchConsumer<ItemMade>
{
    public async Task HandleAsync(IReadOnlyList<BatchItem<ItemMade>> messages, CancellationToken cancellationToken)
    {
        foreach (var item in messages)
        {
            Weakness.Meet(item.Message, settings.Fault);
        }

        await gate.PassAsync(Boundary.Delivered);
        database.Effects.AddRange(messages.Select(item => new Effect { ItemId = item.Message.ItemId }));
    }
}

/// <summary>What a consumer with <see cref="Fault.DiesOfOneEvent"/> has.</summary>
internal static class Weakness
{
    /// <summary>Ends the process, as a stack overflow or a crash in native code would, if the event is the lethal one.</summary>
    public static void Meet(ItemMade message, Fault fault)
    {
        if (fault == Fault.DiesOfOneEvent && message.ItemId == ItemMade.Lethal)
        {
            Process.GetCurrentProcess().Kill();
        }
    }
}
