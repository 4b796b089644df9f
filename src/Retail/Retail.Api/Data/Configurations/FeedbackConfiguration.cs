using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.ServiceDefaults;
using Retail.Api.Domain;
using Retail.Api.Domain.Catalogue;

namespace Retail.Api.Data.Configurations;

internal sealed class FeedbackConfiguration : IEntityTypeConfiguration<Feedback>
{
    public void Configure(EntityTypeBuilder<Feedback> builder)
    {
        builder.ToTable("feedback");
        builder.HasKey(feedback => feedback.Id);
        builder.Property(feedback => feedback.Id).HasMaxLength(IdentifierAttribute.MaximumLength);
        builder.Property(feedback => feedback.ShopperId).HasMaxLength(IdentifierAttribute.MaximumLength);
        builder.Property(feedback => feedback.ItemId).HasMaxLength(IdentifierAttribute.MaximumLength);
        builder.Property(feedback => feedback.Kind).HasConversion<string>().HasMaxLength(16);
        builder.Property(feedback => feedback.Number).UseIdentityAlwaysColumn();
        builder.HasOne<CatalogueItem>().WithMany().HasForeignKey(feedback => feedback.ItemId).OnDelete(DeleteBehavior.Restrict);

        // A shopper's past, and how much came since the index was built.
        builder.HasIndex(feedback => new { feedback.ShopperId, feedback.At });
        builder.HasIndex(feedback => feedback.Number).IsUnique();
    }
}
