using Fraud.Api.Data;
using Fraud.Api.Domain.Cases;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.GetCaseFile;

internal static class GetCaseFileEndpoint
{
    public static void Map(RouteGroupBuilder cases) => cases
        .MapGet("/{id:guid}/attachments/{fileId:guid}", HandleAsync)
        .RequirePermission(FraudAccess.Cases)
        .WithName("GetCaseFile")
        .WithSummary("Downloads a file of a case");

    // As a download, with the type of its content and never the type that its sender named: nothing opens by itself.
    private static async Task<Results<FileContentHttpResult, NotFound>> HandleAsync(
        Guid id, Guid fileId, FraudDbContext database, CancellationToken cancellationToken) =>
        await database.CaseAttachments.AsNoTracking()
            .SingleOrDefaultAsync(file => file.Id == fileId && file.CaseId == id, cancellationToken) is { } file
            ? TypedResults.File(file.Content, file.Kind.MediaType(), file.Name)
            : TypedResults.NotFound();
}
