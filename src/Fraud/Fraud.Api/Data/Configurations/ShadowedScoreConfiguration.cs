using Fraud.Api.Domain.Shadowing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.ServiceDefaults;

namespace Fraud.Api.Data.Configurations;

internal sealed class ShadowedScoreConfiguration : IEntityTypeConfiguration<ShadowedScore>
{
    public void Configure(EntityTypeBuilder<ShadowedScore> builder)
    {
        builder.ToTable("shadow_scores");
        builder.HasKey(score => new { score.ShadowVersion, score.TransactionId });
        builder.Property(score => score.TransactionId).HasMaxLength(IdentifierAttribute.MaximumLength);
        builder.Property(score => score.LiveVersion).HasMaxLength(32);
        builder.Property(score => score.ShadowVersion).HasMaxLength(32);

        // Reports read a version's newest scores.
        builder.HasIndex(score => new { score.ShadowVersion, score.ScoredAt });
    }
}
