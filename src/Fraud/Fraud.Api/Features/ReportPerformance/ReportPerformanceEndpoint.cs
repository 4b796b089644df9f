using Fraud.Api.Domain.Performance;
using Fraud.Api.Features.WorkReports;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.ReportPerformance;

internal static class ReportPerformanceEndpoint
{
    public static void Map(RouteGroupBuilder v1) => v1
        .MapGet("/performance", HandleAsync)
        .RequirePermission(FraudAccess.Analyse)
        .WithReportLimit()
        .WithName("ReportPerformance")
        .WithSummary("How well decisions were made, by the age of their labels, with an estimate where labels are not in");

    private static async Task<Results<Ok<PerformanceReport>, ValidationProblem, NotFound<ProblemDetails>>> HandleAsync(
        [AsParameters] ReportPerformance request, ReportPerformanceHandler handler, CancellationToken cancellationToken) =>
        await handler.HandleAsync(request, cancellationToken) is { } report ? TypedResults.Ok(report) : UnknownVersion.Of(request.Version);
}
