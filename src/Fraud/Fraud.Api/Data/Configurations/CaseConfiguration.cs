using Fraud.Api.Domain.Cases;
using Fraud.Api.Domain.Validation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.ServiceDefaults;

namespace Fraud.Api.Data.Configurations;

internal sealed class CaseConfiguration : IEntityTypeConfiguration<FraudCase>
{
    /// <summary>Digits of a sum of amounts.</summary>
    public const int SumPrecision = 24;

    public void Configure(EntityTypeBuilder<FraudCase> builder)
    {
        builder.ToTable("cases");
        builder.HasKey(fraudCase => fraudCase.Id);
        builder.Property(fraudCase => fraudCase.Id).ValueGeneratedNever();
        builder.Property(fraudCase => fraudCase.CustomerId).HasMaxLength(IdentifierAttribute.MaximumLength);
        builder.Property(fraudCase => fraudCase.ValueAtRisk).HasPrecision(SumPrecision, AmountAttribute.Decimals);
        builder.Property(fraudCase => fraudCase.HolderId).HasMaxLength(CaseEntry.LongestActor);
        builder.Property(fraudCase => fraudCase.ClosedBy).HasMaxLength(CaseEntry.LongestActor);
        builder.Property(fraudCase => fraudCase.Conclusion).HasConversion<string>().HasMaxLength(16);
        builder.HasOne<FraudCase>().WithMany().HasForeignKey(fraudCase => fraudCase.PreviousCaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(fraudCase => fraudCase.History).WithOne().HasForeignKey(entry => entry.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(fraudCase => fraudCase.Alerts).WithOne().HasForeignKey(alert => alert.CaseId).OnDelete(DeleteBehavior.Restrict);
        // Two analysts, or an analyst and the next alert, at once: one of them looks again.
        builder.Property<uint>("xmin").IsRowVersion();

        // One open case a customer, whoever tries.
        builder.HasIndex(fraudCase => fraudCase.CustomerId).IsUnique().HasFilter("closed_at IS NULL").HasDatabaseName("ix_cases_open");
        builder.HasIndex(fraudCase => new { fraudCase.CustomerId, fraudCase.OpenedAt });
        // The queue, in its order.
        builder.HasIndex(fraudCase => new { fraudCase.ValueAtRisk, fraudCase.HighestScore, fraudCase.OpenedAt, fraudCase.Id })
            .IsDescending(true, true, false, false).HasFilter("closed_at IS NULL").HasDatabaseName("ix_cases_queue");
        // Past cases of a pattern, the latest first.
        builder.HasIndex(fraudCase => fraudCase.ClosedAt).IsDescending();
        builder.HasIndex(fraudCase => fraudCase.ReasonCodes).HasMethod("gin");
    }
}

internal sealed class CaseAlertConfiguration : IEntityTypeConfiguration<CaseAlert>
{
    public void Configure(EntityTypeBuilder<CaseAlert> builder)
    {
        builder.ToTable("case_alerts");
        // A payment is in one case, once.
        builder.HasKey(alert => alert.TransactionId);
        builder.Property(alert => alert.TransactionId).HasMaxLength(IdentifierAttribute.MaximumLength);
        builder.HasOne<Domain.Transaction>().WithOne().HasForeignKey<CaseAlert>(alert => alert.TransactionId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(alert => alert.TerminalId).HasMaxLength(IdentifierAttribute.MaximumLength);
        builder.Property(alert => alert.Outcome).HasConversion<string>().HasMaxLength(16);
        builder.Property(alert => alert.ValueAtRisk).HasPrecision(AmountAttribute.Precision, AmountAttribute.Decimals);
        builder.HasIndex(alert => new { alert.CaseId, alert.Number }).IsUnique();
        builder.HasIndex(alert => new { alert.TerminalId, alert.At });
    }
}

internal sealed class CaseEntryConfiguration : IEntityTypeConfiguration<CaseEntry>
{
    public void Configure(EntityTypeBuilder<CaseEntry> builder)
    {
        builder.ToTable("case_history");
        builder.HasKey(entry => new { entry.CaseId, entry.Number });
        builder.Property(entry => entry.Number).ValueGeneratedNever();
        builder.Property(entry => entry.Actor).HasMaxLength(CaseEntry.LongestActor);
        builder.Property(entry => entry.Action).HasConversion<string>().HasMaxLength(16);
        builder.Property(entry => entry.About).HasMaxLength(CaseEntry.LongestActor);
        builder.Property(entry => entry.Note).HasMaxLength(CaseEntry.LongestNote);
    }
}

internal sealed class CaseAttachmentConfiguration : IEntityTypeConfiguration<CaseAttachment>
{
    public void Configure(EntityTypeBuilder<CaseAttachment> builder)
    {
        builder.ToTable("case_attachments");
        builder.HasKey(file => file.Id);
        builder.Property(file => file.Id).ValueGeneratedNever();
        builder.HasOne<FraudCase>().WithMany().HasForeignKey(file => file.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(file => file.Name).HasMaxLength(CaseAttachment.LongestName);
        builder.Property(file => file.Kind).HasConversion<string>().HasMaxLength(16);
        builder.Property(file => file.Sha256).HasMaxLength(64);
        builder.Property(file => file.Actor).HasMaxLength(CaseEntry.LongestActor);
    }
}
