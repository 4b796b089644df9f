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
            .WithName("ChooseThresholds")
            .WithSummary("What thresholds would have cost on labelled decisions: the curve, the cheapest pair, the current one");
        v1.MapGet("/thresholds/cost.svg", DrawAsync)
            .RequirePermission(FraudAccess.Analyse)
            .Produces(StatusCodes.Status200OK, contentType: Svg)
            .WithName("DrawThresholds")
            .WithSummary("The same as a picture");
    }

    private static async Task<Results<Ok<ThresholdChoice>, ValidationProblem, NotFound<ProblemDetails>>> HandleAsync(
        [AsParameters] ChooseThresholds request, ChooseThresholdsHandler handler, CancellationToken cancellationToken) =>
        await handler.HandleAsync(request, cancellationToken) is { } choice ? TypedResults.Ok(choice) : Unknown(request);

    private static async Task<Results<ContentHttpResult, ValidationProblem, NotFound<ProblemDetails>>> DrawAsync(
        [AsParameters] ChooseThresholds request, ChooseThresholdsHandler handler, CancellationToken cancellationToken) =>
        await handler.HandleAsync(request, cancellationToken) is { } choice
            ? TypedResults.Text(CostPicture.Draw(choice), Svg, System.Text.Encoding.UTF8)
            : Unknown(request);

    private static NotFound<ProblemDetails> Unknown(ChooseThresholds request) => TypedResults.NotFound(new ProblemDetails
    {
        Status = StatusCodes.Status404NotFound,
        Title = "There is no such version.",
        Detail = $"No version '{request.Version}' of the model verifies, so its thresholds are not known.",
    });
}
