using Fraud.Api.Data.Policies;
using Fraud.Api.Domain;
using Fraud.Api.Domain.Backtesting;
using Fraud.Api.Domain.Cases;
using Fraud.Api.Domain.Imports;
using Fraud.Api.Domain.Lists;
using Fraud.Api.Domain.Shadowing;
using Microsoft.EntityFrameworkCore;
using Platform.Messaging;

namespace Fraud.Api.Data;

public sealed class FraudDbContext(DbContextOptions<FraudDbContext> options) : DbContext(options)
{
    public DbSet<Transaction> Transactions => Set<Transaction>();

    public DbSet<LabelEntry> LabelHistory => Set<LabelEntry>();

    public DbSet<Decision> Decisions => Set<Decision>();

    public DbSet<FraudCase> Cases => Set<FraudCase>();

    public DbSet<CaseAlert> CaseAlerts => Set<CaseAlert>();

    public DbSet<CaseEntry> CaseHistory => Set<CaseEntry>();

    public DbSet<CaseAttachment> CaseAttachments => Set<CaseAttachment>();

    public DbSet<HistoryImport> Imports => Set<HistoryImport>();

    public DbSet<ImportChunk> ImportChunks => Set<ImportChunk>();

    public DbSet<ImportError> ImportErrors => Set<ImportError>();

    public DbSet<StoredRuleSet> RuleSets => Set<StoredRuleSet>();

    public DbSet<RuleSetApproval> RuleSetApprovals => Set<RuleSetApproval>();

    public DbSet<ListEntry> ListEntries => Set<ListEntry>();

    public DbSet<PolicyAction> PolicyActions => Set<PolicyAction>();

    public DbSet<PolicyState> PolicyStates => Set<PolicyState>();

    public DbSet<ShadowedScore> ShadowScores => Set<ShadowedScore>();

    public DbSet<Backtest> Backtests => Set<Backtest>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema("fraud");
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(FraudDbContext).Assembly);
        modelBuilder.AddMessagingTables();
    }
}
