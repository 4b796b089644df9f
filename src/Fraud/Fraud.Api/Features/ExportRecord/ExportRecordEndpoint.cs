using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.ExportRecord;

internal static class ExportRecordEndpoint
{
    public static void Map(RouteGroupBuilder v1)
    {
        v1.MapGet("/transactions/{id}/record", HandleAsync)
            .RequirePermission(FraudAccess.Read)
            .WithName("ExportRecord")
            .WithSummary("The record of a decision with everything that made it");
        v1.MapGet("/transactions/{id}/record.html", PrintAsync)
            .RequirePermission(FraudAccess.Read)
            .WithName("PrintRecord")
            .WithSummary("The same as a page to print");
    }

    private static async Task<Results<Ok<DecisionRecord>, ValidationProblem, NotFound>> HandleAsync(
        [Identifier] string id, ClaimsPrincipal caller, ExportRecordHandler handler, CancellationToken cancellationToken) =>
        await handler.HandleAsync(id, caller.SubjectId(), cancellationToken) is { } record
            ? TypedResults.Ok(record)
            : TypedResults.NotFound();

    private static async Task<Results<ContentHttpResult, ValidationProblem, NotFound>> PrintAsync(
        [Identifier] string id, ClaimsPrincipal caller, ExportRecordHandler handler, HttpResponse response, CancellationToken cancellationToken)
    {
        if (await handler.HandleAsync(id, caller.SubjectId(), cancellationToken) is not { } record)
        {
            return TypedResults.NotFound();
        }

        response.Headers.ContentSecurityPolicy = RecordStyle.ContentSecurityPolicy;
        return TypedResults.Content(RecordPage.Render(record), "text/html; charset=utf-8");
    }
}
