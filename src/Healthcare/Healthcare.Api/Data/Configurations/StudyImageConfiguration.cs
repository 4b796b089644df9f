using Healthcare.Api.Domain;
using Healthcare.Api.Domain.Validation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

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
