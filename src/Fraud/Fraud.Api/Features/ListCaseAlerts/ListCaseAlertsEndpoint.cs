using System.ComponentModel.DataAnnotations;
using Fraud.Api.Data;
using Fraud.Api.Features.GetCase;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.ListCaseAlerts;

/// <summary>Payments of a case, the latest first.</summary>
/// <param name="Next">To be given as <c>before</c> for the next page; null on the last.</param>
public sealed record CaseAlertPage(CasePayment[] Alerts, int? Next);

internal static class ListCaseAlertsEndpoint
{
    public static void Map(RouteGroupBuilder cases) => cases
        .MapGet("/{id:guid}/alerts", HandleAsync)
        .RequirePermission(FraudAccess.Cases)
        .WithName("ListCaseAlerts")
        .WithSummary("All alerts of a case, page by page, the latest first");

    private static async Task<Results<Ok<CaseAlertPage>, ValidationProblem, NotFound>> HandleAsync(
        Guid id,
        FraudDbContext database,
        CancellationToken cancellationToken,
        [Range(1, 500)] int limit = 100,
        [Range(1, int.MaxValue)] int? before = null)
    {
        var alerts = await database.AlertsAsync(id, limit, before, cancellationToken);
        return alerts is [] && !await database.Cases.AnyAsync(known => known.Id == id, cancellationToken)
            ? TypedResults.NotFound()
            : TypedResults.Ok(new CaseAlertPage(alerts, alerts is [.., { Number: > 1 } last] ? last.Number : null));
    }
}
