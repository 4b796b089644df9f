using Fraud.Api.Domain.Performance;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.ReportPerformance;

internal static class ReportPerformanceEndpoint
{
    public static void Map(RouteGroupBuilder v1) => v1
        .MapGet("/performance", HandleAsync)
        .RequirePermission(FraudAccess.Analyse)
        .WithName("ReportPerformance")
        .WithSummary("How well decisions were made, by the age of their labels, with an estimate where labels are not in");

    private static async Task<Results<Ok<PerformanceReport>, ValidationProblem>> HandleAsync(
        [AsParameters] ReportPerformance request, ReportPerformanceHandler handler, CancellationToken cancellationToken) =>
        TypedResults.Ok(await handler.HandleAsync(request, cancellationToken));
}
