using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.ServiceDefaults;
using Retail.Api.Domain.Ordering;
using Retail.Api.Domain.Validation;

namespace Retail.Api.Data.Configurations;

internal sealed class OrderConfiguration : IEntityTypeConfiguration<Order>
{
    public void Configure(EntityTypeBuilder<Order> builder)
    {
        builder.HasKey(order => order.Id);
        builder.Property(order => order.Id).ValueGeneratedNever();
        builder.Property(order => order.ShopperId).HasMaxLength(IdentifierAttribute.MaximumLength);
        builder.Property(order => order.Key).HasMaxLength(IdentifierAttribute.MaximumLength);
        builder.Property(order => order.Currency).HasMaxLength(3);
        builder.Property(order => order.Total).HasPrecision(PriceAttribute.Precision, PriceAttribute.Decimals);
        builder.Property(order => order.Status).HasConversion<string>().HasMaxLength(32);
        builder.Ignore(order => order.IsDecided);
        // Two screenings of one order may meet.
        builder.Property<uint>("xmin").IsRowVersion();
        builder.HasIndex(order => new { order.ShopperId, order.Key }).IsUnique();
        builder.HasIndex(order => order.DecidedAt);
        builder.HasIndex(order => order.PlacedAt);

        builder.OwnsMany(order => order.Lines, lines =>
        {
            lines.ToTable("order_lines");
            lines.WithOwner().HasForeignKey("OrderId");
            lines.HasKey("OrderId", nameof(OrderLine.Number));
            lines.Property(line => line.Number).ValueGeneratedNever();
            lines.Property(line => line.ItemId).HasMaxLength(IdentifierAttribute.MaximumLength);
            lines.Property(line => line.UnitPrice).HasPrecision(PriceAttribute.Precision, PriceAttribute.Decimals);
        });
    }
}
