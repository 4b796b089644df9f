using Fraud.Api.Data.Policies;
using Fraud.Api.Domain.Lists;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.ServiceDefaults;

namespace Fraud.Api.Data.Configurations;

internal sealed class StoredRuleSetConfiguration : IEntityTypeConfiguration<StoredRuleSet>
{
    public void Configure(EntityTypeBuilder<StoredRuleSet> builder)
    {
        builder.ToTable("rule_sets").HasKey(set => set.Version);
        builder.Property(set => set.Version).ValueGeneratedNever();
        builder.Property(set => set.Title).HasMaxLength(100);
        builder.Property(set => set.CreatedBy).HasMaxLength(PolicyAction.LongestActor);
        builder.ComplexCollection(set => set.Rules, rules =>
        {
            rules.ToJson();
            rules.Property(rule => rule.Action).HasConversion<string>();
        });
        builder.HasMany(set => set.Approvals).WithOne().HasForeignKey(approval => approval.RuleSetVersion).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class RuleSetApprovalConfiguration : IEntityTypeConfiguration<RuleSetApproval>
{
    public void Configure(EntityTypeBuilder<RuleSetApproval> builder)
    {
        builder.ToTable("rule_set_approvals").HasKey(approval => approval.Id);
        builder.Property(approval => approval.Id).ValueGeneratedNever();
        builder.Property(approval => approval.ApprovedBy).HasMaxLength(PolicyAction.LongestActor);
    }
}

internal sealed class ListEntryConfiguration : IEntityTypeConfiguration<ListEntry>
{
    public void Configure(EntityTypeBuilder<ListEntry> builder)
    {
        builder.ToTable("list_entries").HasKey(entry => entry.Id);
        builder.Property(entry => entry.Id).ValueGeneratedNever();
        builder.Property(entry => entry.List).HasConversion<string>().HasMaxLength(16);
        builder.Property(entry => entry.Subject).HasConversion<string>().HasMaxLength(16);
        builder.Property(entry => entry.Value).HasMaxLength(IdentifierAttribute.MaximumLength);
        builder.Property(entry => entry.Reason).HasMaxLength(ListEntry.LongestReason);
        builder.Property(entry => entry.AddedBy).HasMaxLength(PolicyAction.LongestActor);
        builder.Property(entry => entry.RemovedBy).HasMaxLength(PolicyAction.LongestActor);
        builder.HasIndex(entry => entry.PolicyVersion);
        builder.HasIndex(entry => new { entry.Subject, entry.Value }).HasFilter("removed_at IS NULL");
    }
}

internal sealed class PolicyActionConfiguration : IEntityTypeConfiguration<PolicyAction>
{
    public void Configure(EntityTypeBuilder<PolicyAction> builder)
    {
        builder.ToTable("policy_actions").HasKey(action => action.Id);
        builder.Property(action => action.Id).ValueGeneratedNever();
        builder.Property(action => action.Actor).HasMaxLength(PolicyAction.LongestActor);
        builder.Property(action => action.Action).HasConversion<string>().HasMaxLength(32);
        builder.Property(action => action.Refusal).HasMaxLength(PolicyAction.LongestRefusal);
        builder.Property(action => action.Note).HasMaxLength(PolicyAction.LongestNote);
        builder.HasIndex(action => action.PolicyVersion).IsUnique();
        builder.HasIndex(action => action.RuleSetVersion);
        builder.HasIndex(action => action.ListEntryId);
    }
}

internal sealed class PolicyStateConfiguration : IEntityTypeConfiguration<PolicyState>
{
    public void Configure(EntityTypeBuilder<PolicyState> builder)
    {
        builder.ToTable("policy_state").HasKey(state => state.Id);
        builder.Property(state => state.Id).ValueGeneratedNever();
        builder.HasData(new PolicyState { Id = PolicyState.OnlyId, Version = 0 });
    }
}
