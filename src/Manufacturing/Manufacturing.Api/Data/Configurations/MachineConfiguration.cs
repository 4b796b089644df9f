using Manufacturing.Api.Domain;
using Manufacturing.Api.Features.RegisterMachine;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.ServiceDefaults;

namespace Manufacturing.Api.Data.Configurations;

internal sealed class MachineConfiguration : IEntityTypeConfiguration<Machine>
{
    public void Configure(EntityTypeBuilder<Machine> builder)
    {
        builder.HasKey(machine => machine.Id);
        builder.Property(machine => machine.Id).HasMaxLength(IdentifierAttribute.MaximumLength);
        builder.Property(machine => machine.Kind).HasConversion<string>().HasMaxLength(16);
        builder.Property(machine => machine.Name).HasMaxLength(RegisterMachine.LongestName);
        builder.HasOne(machine => machine.LatestPrediction).WithOne()
            .HasForeignKey<Machine>(machine => machine.LatestPredictionId);
    }
}
