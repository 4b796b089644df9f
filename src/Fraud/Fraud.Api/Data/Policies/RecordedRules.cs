using Fraud.Api.Domain.Explaining;
using Fraud.Api.Domain.Rules;
using Fraud.Api.Domain.Rules.Language;
using Microsoft.EntityFrameworkCore;

namespace Fraud.Api.Data.Policies;

/// <summary>The rules of decisions made before, by their version, whichever are in force now.</summary>
public sealed class RecordedRules(FraudDbContext database)
{
    public async Task<RulesOfThen> FindAsync(int? version, CancellationToken cancellationToken)
    {
        if (version is not { } asked)
        {
            return RulesOfThen.None;
        }

        var stored = await database.RuleSets.AsNoTracking().SingleOrDefaultAsync(set => set.Version == asked, cancellationToken);
        if (stored is null)
        {
            return new RulesOfThen(null, $"The rules of version {asked} are not there.");
        }

        try
        {
            return new RulesOfThen(RuleSet.Compile(asked, stored.Rules), null);
        }
        catch (ConditionException unreadable)
        {
            // A name or a word that an earlier release knew.
            return new RulesOfThen(null, $"The rules of version {asked} cannot be read by this release: {unreadable.Message}.");
        }
    }
}
