using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Platform.Messaging;

namespace Messaging.FunctionalTests;

// A small service to try messaging on: it takes orders, and ships those it hears of.

/// <summary>An event.</summary>
public sealed record OrderTaken(Guid OrderId, int Amount)
{
    public const string Type = "shop.order-taken.v1";
}

/// <summary>An event that nobody consumes.</summary>
public sealed record OrderForgotten(Guid OrderId)
{
    public const string Type = "shop.order-forgotten.v1";
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(OrderTaken))]
[JsonSerializable(typeof(OrderForgotten))]
public sealed partial class ShopJson : JsonSerializerContext;

/// <summary>The effect of handling an order; the same order may be here several times, so that doubles are seen.</summary>
public sealed class Shipment
{
    public int Id { get; init; }

    public required Guid OrderId { get; init; }

    public required string Handler { get; init; }
}

public sealed class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    public DbSet<Shipment> Shipments => Set<Shipment>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Shipment>().ToTable("shipments");
        modelBuilder.AddMessagingTables();
    }
}
