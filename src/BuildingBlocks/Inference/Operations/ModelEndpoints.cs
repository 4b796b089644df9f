using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Platform.Inference;

/// <summary>
/// What operators do with the models of this instance. The service says who they are:
/// <c>v1.MapModels().RequirePermission(FraudAccess.Operate)</c>. <c>Models:&lt;name&gt;:Version</c> is what makes a choice last.
/// </summary>
public static class ModelEndpoints
{
    public static RouteGroupBuilder MapModels(this IEndpointRouteBuilder endpoints)
    {
        var models = endpoints.MapGroup("/models/{model}");
        models.MapGet("", Show).WithName("ShowModel").WithSummary("Its versions: which serves, what they take, and what the shadow gives.");
        models.MapPost("/versions/{version}/serve", (string model, string version, IServiceProvider services, ClaimsPrincipal user, CancellationToken stop) =>
            AskAsync(services, user, model, "serve", version, host => host.SwapAsync(version, stop)))
            .WithName("ServeModelVersion").WithSummary("Checks a version, which then serves.");
        models.MapPost("/roll-back", (string model, IServiceProvider services, ClaimsPrincipal user, CancellationToken stop) =>
            AskAsync(services, user, model, "roll back", null, host => host.RollBackAsync(stop)))
            .WithName("RollBackModel").WithSummary("Lets the version before serve again.");
        models.MapPut("/shadow/{version}", (string model, string version, IServiceProvider services, ClaimsPrincipal user, CancellationToken stop) =>
            AskAsync(services, user, model, "shadow", version, host => host.SetShadowAsync(version, stop)))
            .WithName("SetModelShadow").WithSummary("Lets a version score beside the answers.");
        models.MapDelete("/shadow", (string model, IServiceProvider services, ClaimsPrincipal user, CancellationToken stop) =>
            AskAsync(services, user, model, "shadow", null, host => host.SetShadowAsync(null, stop)))
            .WithName("EndModelShadow").WithSummary("Ends the comparison.");
        return models;
    }

    private static Results<Ok<ModelOverview>, NotFound> Show(string model, IServiceProvider services) =>
        services.GetKeyedService<ModelHost>(model) is { } host
            ? TypedResults.Ok(host.Overview())
            : TypedResults.NotFound();

    private static async Task<Results<Ok<SwapReport>, NotFound, ProblemHttpResult>> AskAsync(
        IServiceProvider services, ClaimsPrincipal user, string model, string action, string? version, Func<ModelHost, Task<SwapReport>> ask)
    {
        if (services.GetKeyedService<ModelHost>(model) is not { } host)
        {
            return TypedResults.NotFound();
        }

        var report = await ask(host);
        LifecycleLog.Asked(
            services.GetRequiredService<ILogger<ModelHost>>(), user.FindFirstValue("sub") ?? "", host.Name, action, report.To, report.Outcome);
        return report.Outcome switch
        {
            SwapOutcome.Unknown => TypedResults.NotFound(),
            SwapOutcome.Refused or SwapOutcome.NothingBefore => TypedResults.Problem(
                statusCode: StatusCodes.Status409Conflict,
                title: report.Outcome == SwapOutcome.Refused ? $"The version {version ?? report.To} is refused." : "There is no version to roll back to.",
                extensions: new Dictionary<string, object?> { ["reasons"] = report.Reasons }),
            _ => TypedResults.Ok(report),
        };
    }
}
