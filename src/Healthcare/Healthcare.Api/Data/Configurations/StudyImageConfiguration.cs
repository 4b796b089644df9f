using Healthcare.Api.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.ServiceDefaults;

namespace Healthcare.Api.Data.Configurations;

internal sealed class StudyImageConfiguration : IEntityTypeConfiguration<StudyImage>
{
    public void Configure(EntityTypeBuilder<StudyImage> builder)
    {
        builder.HasKey(image => image.StudyId);
        builder.Property(image => image.StudyId).HasMaxLength(IdentifierAttribute.MaximumLength);
        builder.Property(image => image.MediaType).HasMaxLength(32);
    }
}
