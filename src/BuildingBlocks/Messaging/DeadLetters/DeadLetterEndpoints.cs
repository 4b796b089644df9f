using System.Security.Claims;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Platform.Messaging.Storage;

namespace Platform.Messaging.DeadLetters;

/// <summary>Looking at dead letters, and at what was done with them.</summary>
internal static class DeadLetterEndpoints
{
    internal const string One = "/{id:guid}";

    public static void Map(
        RouteGroupBuilder letters, Action<IEndpointConventionBuilder> operators, Action<IEndpointConventionBuilder> readers)
    {
        operators(letters.MapGet("", ListAsync)
            .WithName("ListDeadLetters")
            .WithSummary("Messages that no further attempt is made for, newest first"));
        operators(letters.MapGet(One, InspectAsync)
            .WithName("InspectDeadLetter")
            .WithSummary("A dead letter with its properties, its headers and what was done with it; not its content"));
        readers(letters.MapGet(One + "/content", ReadContentAsync)
            .RequireActor()
            .WithName("ReadDeadLetterContent")
            .WithSummary("The content of a dead letter, which may be personal; who read it is kept"));
        operators(letters.MapGet("/actions", ListActionsAsync)
            .WithName("ListDeadLetterActions")
            .WithSummary("Who did what with dead letters, newest first"));
    }

    private static async Task<Results<Ok<DeadLetterPage>, ValidationProblem>> ListAsync(
        ServiceDatabase database,
        DeadLetterOffice office,
        CancellationToken cancellationToken,
        string? queue = null,
        string? reason = null,
        int limit = 50,
        string? after = null)
    {
        var problems = new Problems().Limit(limit, Problems.LongestPage).Name("queue", queue).Name("reason", reason);
        var cursor = problems.Cursor(after);
        if (problems.Any)
        {
            return problems.Result;
        }

        await using var session = await database.OpenAsync(cancellationToken);
        var rows = await DeadLetterStore.ListAsync(
            session.Connection, new DeadLetterFilter(queue, reason), cursor, limit + 1, cancellationToken);
        var page = rows.Take(limit).Select(row => Shown(row, office)).ToArray();
        return TypedResults.Ok(new DeadLetterPage(
            page, rows.Count > limit ? new PageCursor(page[^1].ParkedAt, page[^1].Id).ToString() : null));
    }

    private static async Task<Results<Ok<InspectedLetter>, NotFound>> InspectAsync(
        Guid id, ServiceDatabase database, DeadLetterOffice office, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        if (await DeadLetterStore.FindAsync(session.Connection, null, id, cancellationToken) is not { } letter)
        {
            return TypedResults.NotFound();
        }

        var actions = await DeadLetterActions.ListAsync(session.Connection, id, null, Problems.LongestPage, cancellationToken);
        return TypedResults.Ok(new InspectedLetter(
            Shown(letter, office), JsonElement.Parse(letter.Properties), letter.Content.Length, [.. actions.Select(Shown)]));
    }

    private static async Task<Results<Ok<ParkedContent>, NotFound>> ReadContentAsync(
        Guid id, ClaimsPrincipal caller, DeadLetterOffice office, CancellationToken cancellationToken)
    {
        if (await office.ViewAsync(id, caller.ActorName(), cancellationToken) is not { } letter)
        {
            return TypedResults.NotFound();
        }

        var isText = Utf8.IsValid(letter.Content);
        return TypedResults.Ok(new ParkedContent(
            id,
            StoredProperties.Read(letter.Properties).ContentType,
            isText ? "text" : "base64",
            isText ? Encoding.UTF8.GetString(letter.Content) : Convert.ToBase64String(letter.Content)));
    }

    private static async Task<Results<Ok<OperatorActionPage>, ValidationProblem>> ListActionsAsync(
        ServiceDatabase database, CancellationToken cancellationToken, Guid? deadLetterId = null, int limit = 50, Guid? after = null)
    {
        var problems = new Problems().Limit(limit, Problems.LongestPage);
        if (problems.Any)
        {
            return problems.Result;
        }

        await using var session = await database.OpenAsync(cancellationToken);
        var rows = await DeadLetterActions.ListAsync(session.Connection, deadLetterId, after, limit + 1, cancellationToken);
        var page = rows.Take(limit).Select(Shown).ToArray();
        return TypedResults.Ok(new OperatorActionPage(page, rows.Count > limit ? page[^1].Id : null));
    }

    private static ParkedLetter Shown(DeadLetter letter, DeadLetterOffice office) => new(
        letter.Id,
        letter.Queue,
        letter.Reason,
        letter.Detail,
        letter.ExceptionType,
        letter.Attempts,
        letter.TraceId,
        letter.FirstFailedAt,
        letter.LastFailedAt,
        letter.ParkedAt,
        letter.MessageId,
        letter.Type,
        letter.Source,
        office.HasSubscription(letter.Queue));

    private static OperatorAction Shown(DeadLetterAction action) => new(
        action.Id,
        action.At,
        action.Actor,
        action.Action,
        action.Note,
        action.DeadLetterId,
        action.MessageId,
        action.Type,
        action.Queue,
        action.Reason);
}
