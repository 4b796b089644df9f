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
        Weakness.Stumble(message, context);
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
        foreach (var item in messages)
        {
            Weakness.Stumble(item.Message, item.Context);
        }
    }
}

/// <summary>What consumers are not strong enough for.</summary>
internal static class Weakness
{
    // Of 256 values of the byte that is looked at: about a tenth of the events.
    private const byte Stumbling = 26;

    /// <summary>Fails at the first attempt of some events, always the same, so that their way by the waiting queue meets every death.</summary>
    public static void Stumble(ItemMade message, MessageContext context)
    {
        if (context.Attempt == 1 && message.ItemId.ToByteArray()[^1] < Stumbling)
        {
            throw new InvalidOperationException("The first attempt fails.");
        }
    }

    /// <summary>With <see cref="Fault.DiesOfOneEvent"/> ends the process, as a stack overflow or a crash in native code would, at the lethal one.</summary>
    public static void Meet(ItemMade message, Fault fault)
    {
        if (fault == Fault.DiesOfOneEvent && message.ItemId == ItemMade.Lethal)
        {
            Process.GetCurrentProcess().Kill();
        }
    }
}
