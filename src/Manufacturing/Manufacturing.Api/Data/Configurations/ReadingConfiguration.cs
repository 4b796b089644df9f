using Manufacturing.Api.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.ServiceDefaults;

namespace Manufacturing.Api.Data.Configurations;

internal sealed class ReadingConfiguration : IEntityTypeConfiguration<Reading>
{
    public void Configure(EntityTypeBuilder<Reading> builder)
    {
        builder.HasKey(reading => new { reading.MachineId, reading.Cycle });
        builder.Property(reading => reading.MachineId).HasMaxLength(IdentifierAttribute.MaximumLength);
        builder.HasOne<Machine>().WithMany().HasForeignKey(reading => reading.MachineId);
    }
}
