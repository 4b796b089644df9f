using Fraud.Api.Features.WorkReports;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.ChooseThresholds;

internal static class ChooseThresholdsEndpoint
{
    private const string Svg = "image/svg+xml";

    public static void Map(RouteGroupBuilder v1)
    {
        v1.MapGet("/thresholds/cost", HandleAsync)
            .RequirePermission(FraudAccess.Analyse)
            .WithReportLimit()
            .WithName("ChooseThresholds")
            .WithSummary("What thresholds would have cost on labelled decisions: the curve, the cheapest pair, the current one");
        v1.MapGet("/thresholds/cost.svg", DrawAsync)
            .RequirePermission(FraudAccess.Analyse)
            .WithReportLimit()
            .Produces(StatusCodes.Status200OK, contentType: Svg)
            .WithName("DrawThresholds")
            .WithSummary("The same as a picture");
    }

    private static async Task<Results<Ok<ThresholdChoice>, ValidationProblem, NotFound<ProblemDetails>>> HandleAsync(
        [AsParameters] ChooseThresholds request, ChooseThresholdsHandler handler, CancellationToken cancellationToken) =>
        await handler.HandleAsync(request, cancellationToken) is { } choice ? TypedResults.Ok(choice) : UnknownVersion.Of(request.Version);

    private static async Task<Results<ContentHttpResult, ValidationProblem, NotFound<ProblemDetails>>> DrawAsync(
        [AsParameters] ChooseThresholds request, ChooseThresholdsHandler handler, CancellationToken cancellationToken) =>
        await handler.HandleAsync(request, cancellationToken) is { } choice
            ? TypedResults.Text(CostPicture.Draw(choice), Svg, System.Text.Encoding.UTF8)
            : UnknownVersion.Of(request.Version);
}
