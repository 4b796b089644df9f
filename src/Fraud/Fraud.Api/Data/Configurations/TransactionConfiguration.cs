using Fraud.Api.Domain;
using Fraud.Api.Domain.Validation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.ServiceDefaults;

namespace Fraud.Api.Data.Configurations;

internal sealed class TransactionConfiguration : IEntityTypeConfiguration<Transaction>
{
    public void Configure(EntityTypeBuilder<Transaction> builder)
    {
        builder.HasKey(transaction => transaction.Id);
        builder.Property(transaction => transaction.Id).HasMaxLength(IdentifierAttribute.MaximumLength);
        builder.Property(transaction => transaction.CustomerId).HasMaxLength(IdentifierAttribute.MaximumLength);
        builder.Property(transaction => transaction.TerminalId).HasMaxLength(IdentifierAttribute.MaximumLength);
        builder.Property(transaction => transaction.Amount).HasPrecision(AmountAttribute.Precision, AmountAttribute.Decimals);
        builder.Property(transaction => transaction.BaseAmount).HasPrecision(AmountAttribute.Precision, AmountAttribute.Decimals);
        builder.Property(transaction => transaction.Currency).HasMaxLength(3);
        builder.ComplexProperty(transaction => transaction.Details, details =>
        {
            details.Property(d => d.Channel).HasConversion<string>().HasMaxLength(16);
            details.Property(d => d.Country).HasMaxLength(2);
            details.Property(d => d.DeviceId).HasMaxLength(IdentifierAttribute.MaximumLength);
            details.Property(d => d.MerchantCategory).HasMaxLength(4);
            details.Property(d => d.CardRange).HasMaxLength(8);
        });
        builder.Property(transaction => transaction.Verdict).HasConversion<string>().HasMaxLength(16);
        // A label may arrive twice at once, or while another corrects it.
        builder.Property<uint>("xmin").IsRowVersion();

        // The windows of the features are read from these two alone.
        builder.HasIndex(transaction => new { transaction.CustomerId, transaction.At })
            .IncludeProperties(transaction => new { transaction.BaseAmount, transaction.Verdict, transaction.LabelledAt });
        builder.HasIndex(transaction => new { transaction.TerminalId, transaction.At })
            .IncludeProperties(transaction => new { transaction.BaseAmount, transaction.Verdict, transaction.LabelledAt });
        // History is read by its time. Rows lie about in that order, so a range index does, which costs an insert nothing.
        builder.HasIndex(transaction => transaction.At).HasMethod("brin");
    }
}

internal sealed class LabelEntryConfiguration : IEntityTypeConfiguration<LabelEntry>
{
    public void Configure(EntityTypeBuilder<LabelEntry> builder)
    {
        builder.ToTable("label_history");
        // A payment's labels lie side by side, and this is the one index that an import of millions has to fill.
        builder.HasKey(entry => new { entry.TransactionId, entry.Id });
        builder.Property(entry => entry.TransactionId).HasMaxLength(IdentifierAttribute.MaximumLength);
        builder.Property(entry => entry.Id).UseIdentityAlwaysColumn();
        builder.HasOne<Transaction>().WithMany(transaction => transaction.Labels)
            .HasForeignKey(entry => entry.TransactionId)
            .OnDelete(DeleteBehavior.Restrict);
        builder.Property(entry => entry.Verdict).HasConversion<string>().HasMaxLength(16);
        builder.Property(entry => entry.Actor).HasMaxLength(LabelEntry.LongestActor);
        builder.Property(entry => entry.Source).HasConversion<string>().HasMaxLength(16);
    }
}
