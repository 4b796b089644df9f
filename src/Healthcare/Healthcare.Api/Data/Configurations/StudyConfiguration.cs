using Healthcare.Api.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.ServiceDefaults;

namespace Healthcare.Api.Data.Configurations;

internal sealed class StudyConfiguration : IEntityTypeConfiguration<Study>
{
    public void Configure(EntityTypeBuilder<Study> builder)
    {
        builder.HasKey(study => study.Id);
        builder.Property(study => study.Id).HasMaxLength(IdentifierAttribute.MaximumLength);
        builder.Property(study => study.ImageSha256).HasMaxLength(64);
        builder.Property(study => study.FailureReason).HasMaxLength(500);
        builder.HasOne<Scanner>().WithMany().HasForeignKey(study => study.ScannerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(study => study.Analysis).WithOne().HasForeignKey<Analysis>(analysis => analysis.StudyId);
        builder.HasOne(study => study.Image).WithOne().HasForeignKey<StudyImage>(image => image.StudyId);

        // The order of the worklist; urgency is stored as its number.
        builder.HasIndex(study => new { study.Urgency, study.TakenAt, study.Id });
        builder.HasIndex(study => study.ReceivedAt);
    }
}
