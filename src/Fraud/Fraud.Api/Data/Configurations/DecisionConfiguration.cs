using System.Text.Json;
using System.Text.Json.Serialization;
using Fraud.Api.Domain;
using Fraud.Api.Domain.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.ServiceDefaults;

namespace Fraud.Api.Data.Configurations;

internal sealed class DecisionConfiguration : IEntityTypeConfiguration<Decision>
{
    public void Configure(EntityTypeBuilder<Decision> builder)
    {
        builder.HasKey(decision => decision.TransactionId);
        builder.Property(decision => decision.TransactionId).HasMaxLength(IdentifierAttribute.MaximumLength);
        builder.HasOne<Transaction>().WithOne(transaction => transaction.Decision)
            .HasForeignKey<Decision>(decision => decision.TransactionId)
            .OnDelete(DeleteBehavior.Restrict);

        builder.ComplexProperty(decision => decision.Model, model =>
        {
            model.Property(stamp => stamp.Name).HasMaxLength(64);
            model.Property(stamp => stamp.Version).HasMaxLength(32);
            model.Property(stamp => stamp.Sha256).HasMaxLength(64);
        });
        builder.Property(decision => decision.Facts).HasColumnType("jsonb").HasConversion(
            facts => JsonSerializer.Serialize(facts, FactsJson.Default.PointInTime),
            json => JsonSerializer.Deserialize(json, FactsJson.Default.PointInTime)!);
        builder.ComplexProperty(decision => decision.Thresholds);
        builder.ComplexCollection(decision => decision.Reasons, reasons => reasons.ToJson());
        builder.ComplexCollection(decision => decision.Findings, findings =>
        {
            findings.ToJson();
            findings.Property(finding => finding.Action).HasConversion<string>();
        });
        builder.Property(decision => decision.ByModel).HasConversion<string>().HasMaxLength(16);
        builder.Property(decision => decision.Outcome).HasConversion<string>().HasMaxLength(16);
        builder.Property(decision => decision.AnsweredAs).HasConversion<string>().HasMaxLength(16);
        builder.HasIndex(decision => decision.DecidedAt);
    }
}

/// <summary>How the facts of a decision are kept. They grow by addition: what an older decision does not say is 0.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(PointInTime))]
internal sealed partial class FactsJson : JsonSerializerContext;
