using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.ListCases;

internal static class ListCasesEndpoint
{
    private const int LongestCursor = 128;

    public static void Map(RouteGroupBuilder cases) => cases
        .MapGet("", HandleAsync)
        .RequirePermission(FraudAccess.Cases)
        .WithName("ListCases")
        .WithSummary("The queue of open cases by value at risk, score and age; unassigned, mine, overdue and a customer narrow it");

    private static async Task<Results<Ok<QueuedCases>, ValidationProblem>> HandleAsync(
        ClaimsPrincipal caller,
        ListCasesHandler handler,
        CancellationToken cancellationToken,
        bool unassigned = false,
        bool mine = false,
        bool overdue = false,
        [Identifier] string? customerId = null,
        [Range(1, 200)] int limit = 50,
        [StringLength(LongestCursor)] string? after = null)
    {
        if (unassigned && mine)
        {
            return Refuse("mine", "cannot be asked for together with unassigned");
        }

        var cursor = after is null ? null : QueueCursor.Read(after);
        return after is not null && cursor is null
            ? Refuse("after", "is no 'next' of an earlier page")
            : TypedResults.Ok(await handler.HandleAsync(
                new QueueFilter(unassigned, mine ? caller.SubjectId() : null, overdue, customerId), limit, cursor, cancellationToken));
    }

    private static ValidationProblem Refuse(string parameter, string why) =>
        TypedResults.ValidationProblem(new Dictionary<string, string[]> { [parameter] = [why] });
}
