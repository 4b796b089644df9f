using System.Security.Claims;
using Fraud.Api.Data.Policies;
using Fraud.Api.Domain.Rules.Checks;
using Fraud.Api.Features.WorkPolicy;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.CreateRuleSet;

internal static class CreateRuleSetEndpoint
{
    public static void Map(RouteGroupBuilder v1) => v1
        .MapPost("/rule-sets", HandleAsync)
        .RequirePermission(FraudAccess.WriteRules)
        .RequireNamedCaller()
        .WithName("CreateRuleSet")
        .WithSummary("Stores the next version of the rules, if it is valid: a draft that a second person has to approve");

    private static async Task<Results<Created<RuleSetVersion>, ValidationProblem>> HandleAsync(
        CreateRuleSet request, ClaimsPrincipal caller, CreateRuleSetHandler handler, CancellationToken cancellationToken)
    {
        var report = RuleSetCheck.Of(request.Rules);
        if (!report.IsValid)
        {
            return TypedResults.ValidationProblem(report.Problems
                .GroupBy(problem => problem.Where)
                .ToDictionary(where => where.Key, where => where.Select(problem => problem.Text).ToArray()));
        }

        var created = await handler.HandleAsync(request, caller.SubjectId(), cancellationToken);
        return TypedResults.Created($"/v1/rule-sets/{created.Version}", created);
    }
}
