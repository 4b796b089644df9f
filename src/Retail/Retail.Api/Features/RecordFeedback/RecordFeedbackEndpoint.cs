using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.ServiceDefaults;

namespace Retail.Api.Features.RecordFeedback;

internal static class RecordFeedbackEndpoint
{
    public static void Map(RouteGroupBuilder v1) => v1
        .MapPost("/feedback", HandleAsync)
        .RequirePermission(RetailAccess.Feedback)
        .WithBodyLimit(RecordFeedback.AtMostBytes)
        .WithName("RecordFeedback")
        .WithSummary("Takes up to 1,000 views, baskets and purchases; all or none");

    private static async Task<Results<Ok<RecordedFeedback>, ValidationProblem, Conflict<ProblemDetails>>> HandleAsync(
        RecordFeedback request, RecordFeedbackHandler handler, CancellationToken cancellationToken)
    {
        var outcome = await handler.HandleAsync(request, cancellationToken);
        return outcome switch
        {
            { Recorded: { } recorded } => TypedResults.Ok(recorded),
            { UnknownItems: { Count: > 0 } unknown } => TypedResults.ValidationProblem(unknown),
            _ => TypedResults.Conflict(new ProblemDetails
            {
                Status = StatusCodes.Status409Conflict,
                Title = "Other feedback has these ids.",
                Detail = $"Nothing was recorded. Known with other content: {string.Join(", ", outcome.Conflicting)}.",
            }),
        };
    }
}
