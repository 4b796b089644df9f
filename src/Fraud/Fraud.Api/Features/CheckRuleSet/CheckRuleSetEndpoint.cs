using System.ComponentModel.DataAnnotations;
using Fraud.Api.Domain.Rules;
using Fraud.Api.Domain.Rules.Checks;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.CheckRuleSet;

internal static class CheckRuleSetEndpoint
{
    public static void Map(RouteGroupBuilder v1) => v1
        .MapPost("/rule-sets/check", Handle)
        .RequirePermission(FraudAccess.WriteRules)
        .WithName("CheckRuleSet")
        .WithSummary("Says what is wrong with rules, and what is odd about them; stores nothing");

    private static Results<Ok<RuleSetReport>, ValidationProblem> Handle(CheckRuleSet request) => TypedResults.Ok(RuleSetCheck.Of(request.Rules));
}

/// <summary>Rules to look at.</summary>
public sealed record CheckRuleSet([property: MaxLength(RuleSet.MostRules), NoNulls] IReadOnlyList<Rule> Rules);
