using Fraud.Api.Features.WorkReports;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.CompareShadow;

internal static class CompareShadowEndpoint
{
    public static void Map(RouteGroupBuilder v1) => v1
        .MapGet("/shadow-report", HandleAsync)
        .RequirePermission(FraudAccess.Analyse)
        .WithReportLimit()
        .WithName("CompareShadow")
        .WithSummary("A candidate model beside the live one on the payments both scored, with 95 % intervals");

    private static async Task<Results<Ok<ShadowComparison>, ValidationProblem, NotFound<ProblemDetails>>> HandleAsync(
        [AsParameters] CompareShadow request, CompareShadowHandler handler, CancellationToken cancellationToken) =>
        await handler.HandleAsync(request, cancellationToken) is { } report
            ? TypedResults.Ok(report)
            : UnknownVersion.Of(request.Version);
}
