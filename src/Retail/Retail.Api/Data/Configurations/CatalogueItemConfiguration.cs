using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.ServiceDefaults;
using Retail.Api.Domain.Catalogue;
using Retail.Api.Domain.Validation;

namespace Retail.Api.Data.Configurations;

internal sealed class CatalogueItemConfiguration : IEntityTypeConfiguration<CatalogueItem>
{
    public void Configure(EntityTypeBuilder<CatalogueItem> builder)
    {
        builder.ToTable("items");
        builder.HasKey(item => item.Id);
        builder.Property(item => item.Id).HasMaxLength(IdentifierAttribute.MaximumLength);
        builder.Property(item => item.Title).HasMaxLength(CatalogueItem.TitleLength);
        builder.Property(item => item.Price).HasPrecision(PriceAttribute.Precision, PriceAttribute.Decimals);
        builder.Property(item => item.Currency).HasMaxLength(3);
        // Tells whether the catalogue changed since the index was built.
        builder.HasIndex(item => item.UpdatedAt);
        // Two upserts of one item may meet.
        builder.Property<uint>("xmin").IsRowVersion();
    }
}
