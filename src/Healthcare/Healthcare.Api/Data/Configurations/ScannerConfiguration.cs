using Healthcare.Api.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.ServiceDefaults;

namespace Healthcare.Api.Data.Configurations;

internal sealed class ScannerConfiguration : IEntityTypeConfiguration<Scanner>
{
    public void Configure(EntityTypeBuilder<Scanner> builder)
    {
        builder.HasKey(scanner => scanner.Id);
        builder.Property(scanner => scanner.Id).HasMaxLength(IdentifierAttribute.MaximumLength);
        builder.Property(scanner => scanner.Location).HasMaxLength(100);
        builder.Ignore(scanner => scanner.StandingFailure);
        builder.OwnsOne(scanner => scanner.Failure);
        // A registration and a prediction may arrive at once.
        builder.Property<uint>("xmin").IsRowVersion();
    }
}
