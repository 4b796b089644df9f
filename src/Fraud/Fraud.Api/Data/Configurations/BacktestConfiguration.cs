using System.Text.Json;
using System.Text.Json.Serialization;
using Fraud.Api.Data.Policies;
using Fraud.Api.Domain.Backtesting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fraud.Api.Data.Configurations;

internal sealed class BacktestConfiguration : IEntityTypeConfiguration<Backtest>
{
    public const int LongestFailure = 512;

    public void Configure(EntityTypeBuilder<Backtest> builder)
    {
        builder.ToTable("backtests");
        builder.Property(backtest => backtest.Candidate).HasColumnType("jsonb").HasConversion(
            candidate => JsonSerializer.Serialize(candidate, BacktestJson.Default.BacktestCandidate),
            json => JsonSerializer.Deserialize(json, BacktestJson.Default.BacktestCandidate)!);
        builder.Property(backtest => backtest.Report).HasColumnType("jsonb").HasConversion(
            report => JsonSerializer.Serialize(report!, BacktestJson.Default.BacktestReport),
            json => JsonSerializer.Deserialize(json, BacktestJson.Default.BacktestReport));
        builder.Property(backtest => backtest.RequestedBy).HasMaxLength(PolicyAction.LongestActor);
        builder.Property(backtest => backtest.CancelledBy).HasMaxLength(PolicyAction.LongestActor);
        builder.Property(backtest => backtest.State).HasConversion<string>().HasMaxLength(16);
        builder.Property(backtest => backtest.Failure).HasMaxLength(LongestFailure);

        // The queue: few wait or run at any time.
        builder.HasIndex(backtest => new { backtest.State, backtest.RequestedAt });
    }
}

/// <summary>How what is asked and its report are kept. They grow by addition.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(BacktestCandidate))]
[JsonSerializable(typeof(BacktestReport))]
internal sealed partial class BacktestJson : JsonSerializerContext;
