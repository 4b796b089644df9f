using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Platform.Messaging.DeadLetters;

/// <summary>What operators do with dead letters: send them again, or delete them with a note.</summary>
internal static class RedriveEndpoints
{
    public static void Map(RouteGroupBuilder letters, Action<IEndpointConventionBuilder> operators)
    {
        operators(letters.MapPost(DeadLetterEndpoints.One + "/redrive", RedriveAsync)
            .RequireActor()
            .WithName("RedriveDeadLetter")
            .WithSummary("Sends a dead letter to its queue again, for a new first attempt")
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable));
        operators(letters.MapPost("/redrive", RedriveAllAsync)
            .RequireActor()
            .WithName("RedriveDeadLetters")
            .WithSummary("Sends dead letters to their queues again, oldest first")
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable));
        operators(letters.MapPost(DeadLetterEndpoints.One + "/discard", DiscardAsync)
            .RequireActor()
            .WithName("DiscardDeadLetter")
            .WithSummary("Deletes a dead letter for good"));
    }

    private static async Task<Results<NoContent, NotFound, Conflict<ProblemDetails>, ProblemHttpResult>> RedriveAsync(
        Guid id, ClaimsPrincipal caller, DeadLetterOffice office, CancellationToken cancellationToken)
    {
        return await office.RedriveAsync(id, caller.ActorName(), cancellationToken) switch
        {
            RedriveOutcome.Redriven => TypedResults.NoContent(),
            RedriveOutcome.NotFound => TypedResults.NotFound(),
            RedriveOutcome.NoSubscription => TypedResults.Conflict(new ProblemDetails
            {
                Status = StatusCodes.Status409Conflict,
                Title = "Nobody would handle it.",
                Detail = "The service has no subscription of that queue any more. Discard the dead letter, or bring the consumer back.",
            }),
            _ => BrokerAway(),
        };
    }

    private static async Task<Results<Ok<RedriveReport>, ValidationProblem, ProblemHttpResult>> RedriveAllAsync(
        RedriveRequest request, ClaimsPrincipal caller, DeadLetterOffice office, CancellationToken cancellationToken)
    {
        var problems = new Problems()
            .Limit(request.Limit, Problems.LargestRedrive).Name("queue", request.Queue).Name("reason", request.Reason);
        if (problems.Any)
        {
            return problems.Result;
        }

        var report = await office.RedriveAsync(
            new DeadLetterFilter(request.Queue, request.Reason), request.Limit, caller.ActorName(), cancellationToken);
        return report is { Redriven: 0, Stopped: not null } ? BrokerAway() : TypedResults.Ok(report);
    }

    private static async Task<Results<NoContent, ValidationProblem, NotFound>> DiscardAsync(
        Guid id, DiscardRequest request, ClaimsPrincipal caller, DeadLetterOffice office, CancellationToken cancellationToken)
    {
        var problems = new Problems().Note(request.Note);
        if (problems.Any)
        {
            return problems.Result;
        }

        return await office.DiscardAsync(id, request.Note.Trim(), caller.ActorName(), cancellationToken) ? TypedResults.NoContent() : TypedResults.NotFound();
    }

    private static ProblemHttpResult BrokerAway() => TypedResults.Problem(
        statusCode: StatusCodes.Status503ServiceUnavailable,
        detail: "The broker did not take it: nothing has changed. Try again later.");
}
