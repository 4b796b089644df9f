using System.ComponentModel.DataAnnotations;
using Fraud.Api.Data.Policies;

namespace Fraud.Api.Features.ApproveRuleSet;

/// <summary>Lets a version be in force. An older one again: that is going back.</summary>
/// <param name="EffectiveFrom">From then on; now where nothing is said. At most a year ahead.</param>
/// <param name="Note">For the audit trail.</param>
public sealed record ApproveRuleSet(
    DateTimeOffset? EffectiveFrom = null,
    [property: StringLength(PolicyAction.LongestNote)] string? Note = null);
