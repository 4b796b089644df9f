using System.ComponentModel.DataAnnotations;
using Fraud.Api.Data;
using Fraud.Api.Features.GetCase;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.ListCaseHistory;

/// <summary>Who did what with a case, the latest first.</summary>
/// <param name="Next">To be given as <c>before</c> for the next page; null on the last.</param>
public sealed record CaseHistoryPage(CaseLine[] Lines, int? Next);

internal static class ListCaseHistoryEndpoint
{
    public static void Map(RouteGroupBuilder cases) => cases
        .MapGet("/{id:guid}/history", HandleAsync)
        .RequirePermission(FraudAccess.Cases)
        .WithName("ListCaseHistory")
        .WithSummary("The whole history of a case, page by page, the latest first");

    private static async Task<Results<Ok<CaseHistoryPage>, ValidationProblem, NotFound>> HandleAsync(
        Guid id,
        FraudDbContext database,
        CancellationToken cancellationToken,
        [Range(1, 500)] int limit = 100,
        [Range(1, int.MaxValue)] int? before = null)
    {
        var lines = await database.HistoryAsync(id, limit, before, cancellationToken);
        return lines is [] && !await database.Cases.AnyAsync(known => known.Id == id, cancellationToken)
            ? TypedResults.NotFound()
            : TypedResults.Ok(new CaseHistoryPage(lines, lines is [.., { Number: > 1 } last] ? last.Number : null));
    }
}
