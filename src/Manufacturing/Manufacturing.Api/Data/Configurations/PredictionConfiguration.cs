using Manufacturing.Api.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.ServiceDefaults;

namespace Manufacturing.Api.Data.Configurations;

internal sealed class PredictionConfiguration : IEntityTypeConfiguration<Prediction>
{
    public void Configure(EntityTypeBuilder<Prediction> builder)
    {
        builder.HasKey(prediction => prediction.Id);
        builder.Property(prediction => prediction.Id).ValueGeneratedNever();
        builder.Property(prediction => prediction.MachineId).HasMaxLength(IdentifierAttribute.MaximumLength);
        builder.HasOne<Machine>().WithMany().HasForeignKey(prediction => prediction.MachineId);

        builder.ComplexProperty(prediction => prediction.Model, model =>
        {
            model.Property(stamp => stamp.Name).HasMaxLength(64);
            model.Property(stamp => stamp.Version).HasMaxLength(32);
            model.Property(stamp => stamp.Sha256).HasMaxLength(64);
        });
        builder.ComplexProperty(prediction => prediction.Life);
        builder.ComplexCollection(prediction => prediction.Drivers, drivers => drivers.ToJson());
        builder.Property(prediction => prediction.Outcome).HasConversion<string>().HasMaxLength(16);

        // A machine is predicted once a cycle, however often its readings are sent.
        builder.HasIndex(prediction => new { prediction.MachineId, prediction.Cycle }).IsUnique();
        builder.HasIndex(prediction => prediction.PredictedAt);
    }
}
