using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Platform.Messaging;

namespace Messaging.Chaos.Workers;

/// <summary>The event.</summary>
internal sealed record ItemMade(Guid ItemId)
{
    /// <summary>The one that <see cref="Fault.DiesOfOneEvent"/> is about.</summary>
    public static readonly Guid Lethal = new("deadbeef-0000-4000-8000-000000000000");
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ItemMade))]
internal sealed partial class MakingJson : JsonSerializerContext;

/// <summary>State of the producer.</summary>
internal sealed class Item
{
    public required Guid Id { get; init; }
}

/// <summary>The producer's database.</summary>
internal sealed class MakingContext(DbContextOptions<MakingContext> options) : DbContext(options)
{
    public DbSet<Item> Items => Set<Item>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Item>(item =>
        {
            item.ToTable("items");
            item.Property(i => i.Id).HasColumnName("id").ValueGeneratedNever();
        });
        modelBuilder.AddMessagingTables();
    }
}
