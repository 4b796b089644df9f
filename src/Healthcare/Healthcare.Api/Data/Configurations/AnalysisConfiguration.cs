using Healthcare.Api.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.ServiceDefaults;

namespace Healthcare.Api.Data.Configurations;

internal sealed class AnalysisConfiguration : IEntityTypeConfiguration<Analysis>
{
    public void Configure(EntityTypeBuilder<Analysis> builder)
    {
        builder.HasKey(analysis => analysis.StudyId);
        builder.Property(analysis => analysis.StudyId).HasMaxLength(IdentifierAttribute.MaximumLength);
        builder.ComplexProperty(analysis => analysis.Model, model =>
        {
            model.Property(stamp => stamp.Name).HasMaxLength(64);
            model.Property(stamp => stamp.Version).HasMaxLength(32);
            model.Property(stamp => stamp.Sha256).HasMaxLength(64);
        });
        builder.ComplexProperty(analysis => analysis.Thresholds);
        builder.Property(analysis => analysis.Finding).HasConversion<string>().HasMaxLength(32);
    }
}
