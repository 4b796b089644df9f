using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Platform.Messaging.Storage;

namespace Platform.Messaging.DeadLetters;

/// <summary>The same for events of this service that the broker refused until the relay gave up.</summary>
internal static class UnsentEventEndpoints
{
    public static void Map(RouteGroupBuilder letters, Action<IEndpointConventionBuilder> operators)
    {
        var unsent = letters.MapGroup("/unsent");
        operators(unsent.MapGet("", ListAsync)
            .WithName("ListUnsentEvents")
            .WithSummary("Events of this service that the broker refused until the relay gave up, newest first"));
        operators(unsent.MapPost("/{id:guid}/redrive", RedriveAsync)
            .RequireActor()
            .WithName("RedriveUnsentEvent")
            .WithSummary("Lets the relay try to send an event again"));
        operators(unsent.MapPost("/{id:guid}/discard", DiscardAsync)
            .RequireActor()
            .WithName("DiscardUnsentEvent")
            .WithSummary("Deletes an event that was never sent, for good"));
    }

    private static async Task<Results<Ok<UnsentEventPage>, ValidationProblem>> ListAsync(
        ServiceDatabase database, CancellationToken cancellationToken, int limit = 50, string? after = null)
    {
        var problems = new Problems().Limit(limit, Problems.LongestPage);
        var cursor = problems.Cursor(after);
        if (problems.Any)
        {
            return problems.Result;
        }

        await using var session = await database.OpenAsync(cancellationToken);
        var rows = await UnsentEvents.ListAsync(session.Connection, cursor, limit + 1, cancellationToken);
        var page = rows.Take(limit).ToArray();
        return TypedResults.Ok(new UnsentEventPage(
            page, rows.Count > limit ? new PageCursor(page[^1].GivenUpAt, page[^1].Id).ToString() : null));
    }

    private static async Task<Results<NoContent, NotFound>> RedriveAsync(
        Guid id, ClaimsPrincipal caller, DeadLetterOffice office, CancellationToken cancellationToken)
    {
        return await office.SettleUnsentAsync(id, discardNote: null, caller.ActorName(), cancellationToken)
            ? TypedResults.NoContent()
            : TypedResults.NotFound();
    }

    private static async Task<Results<NoContent, ValidationProblem, NotFound>> DiscardAsync(
        Guid id, DiscardRequest request, ClaimsPrincipal caller, DeadLetterOffice office, CancellationToken cancellationToken)
    {
        var problems = new Problems().Note(request.Note);
        if (problems.Any)
        {
            return problems.Result;
        }

        return await office.SettleUnsentAsync(id, request.Note.Trim(), caller.ActorName(), cancellationToken)
            ? TypedResults.NoContent()
            : TypedResults.NotFound();
    }
}
