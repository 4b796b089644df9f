using System.Text.Json;
using Fraud.Api.Domain.Imports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.ServiceDefaults;

namespace Fraud.Api.Data.Configurations;

internal sealed class HistoryImportConfiguration : IEntityTypeConfiguration<HistoryImport>
{
    private const int Sha256Length = 64;
    private const int SubjectLength = 256;

    public void Configure(EntityTypeBuilder<HistoryImport> builder)
    {
        builder.HasKey(import => import.Id);
        builder.Property(import => import.Id).ValueGeneratedNever();
        builder.Property(import => import.Name).HasMaxLength(HistoryImport.NameLength);
        builder.Property(import => import.Format).HasConversion<string>().HasMaxLength(16);
        builder.Property(import => import.Sha256).HasMaxLength(Sha256Length);
        builder.Property(import => import.StartedBy).HasMaxLength(SubjectLength);
        builder.Property(import => import.State).HasConversion<string>().HasMaxLength(16);
        builder.Property(import => import.Failure).HasMaxLength(HistoryImport.FailureLength);
        builder.Property(import => import.Settings).HasColumnType("jsonb").HasConversion(
            settings => JsonSerializer.Serialize(settings, JsonSerializerOptions.Web),
            json => JsonSerializer.Deserialize<ImportSettings>(json, JsonSerializerOptions.Web)!);
        builder.HasIndex(import => new { import.State, import.StartedAt });
    }
}

internal sealed class ImportChunkConfiguration : IEntityTypeConfiguration<ImportChunk>
{
    public void Configure(EntityTypeBuilder<ImportChunk> builder)
    {
        builder.HasKey(chunk => new { chunk.ImportId, chunk.Start });
        builder.HasOne<HistoryImport>().WithMany().HasForeignKey(chunk => chunk.ImportId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ImportErrorConfiguration : IEntityTypeConfiguration<ImportError>
{
    private const int ColumnLength = 32;

    public void Configure(EntityTypeBuilder<ImportError> builder)
    {
        builder.HasKey(error => new { error.ImportId, error.Line, error.Column });
        builder.Property(error => error.Column).HasMaxLength(ColumnLength);
        builder.Property(error => error.TransactionId).HasMaxLength(IdentifierAttribute.MaximumLength);
        builder.Property(error => error.Reason).HasMaxLength(ImportError.ReasonLength);
        builder.HasOne<HistoryImport>().WithMany().HasForeignKey(error => error.ImportId).OnDelete(DeleteBehavior.Cascade);
    }
}
