using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.ServiceDefaults;
using Retail.Api.Domain.Recommending;

namespace Retail.Api.Data.Configurations;

internal sealed class RecommendationConfiguration : IEntityTypeConfiguration<Recommendation>
{
    public void Configure(EntityTypeBuilder<Recommendation> builder)
    {
        builder.HasKey(recommendation => recommendation.Id);
        builder.Property(recommendation => recommendation.Id).ValueGeneratedNever();
        builder.Property(recommendation => recommendation.ShopperId).HasMaxLength(IdentifierAttribute.MaximumLength);
        builder.Property(recommendation => recommendation.Scope).HasConversion<string>().HasMaxLength(16);
        builder.Property(recommendation => recommendation.Source).HasConversion<string>().HasMaxLength(16);
        builder.ComplexProperty(recommendation => recommendation.Model, model =>
        {
            model.Property(stamp => stamp.Name).HasMaxLength(64);
            model.Property(stamp => stamp.Version).HasMaxLength(32);
            model.Property(stamp => stamp.Sha256).HasMaxLength(64);
        });
        // Old ones are deleted by their time.
        builder.HasIndex(recommendation => recommendation.At);
    }
}
