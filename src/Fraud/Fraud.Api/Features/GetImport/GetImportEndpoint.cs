using System.ComponentModel.DataAnnotations;
using Fraud.Api.Data;
using Fraud.Api.Features.RunImport;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.GetImport;

internal static class GetImportEndpoint
{
    private const int AtMost = 100;

    public static void Map(RouteGroupBuilder v1)
    {
        v1.MapGet("/imports/{id:guid}", HandleAsync)
            .RequirePermission(FraudAccess.Import)
            .WithName("GetImport")
            .WithSummary("How far an import is, and what came of it");
        v1.MapGet("/imports", ListAsync)
            .RequirePermission(FraudAccess.Import)
            .WithName("ListImports")
            .WithSummary("The latest imports");
        v1.MapGet("/imports/{id:guid}/errors", ErrorsAsync)
            .RequirePermission(FraudAccess.Import)
            .WithName("ListImportErrors")
            .WithSummary("What was wrong with which line, as CSV")
            .Produces<string>(StatusCodes.Status200OK, "text/csv");
    }

    private static async Task<Results<Ok<ImportStatus>, NotFound>> HandleAsync(
        Guid id, FraudDbContext database, IOptions<ImportOptions> options, CancellationToken cancellationToken) =>
        await database.Imports.AsNoTracking().SingleOrDefaultAsync(import => import.Id == id, cancellationToken) is { } import
            ? TypedResults.Ok(ImportStatus.Of(import, options.Value.ChunkBytes))
            : TypedResults.NotFound();

    private static async Task<Results<Ok<ImportList>, ValidationProblem>> ListAsync(
        FraudDbContext database, IOptions<ImportOptions> options, CancellationToken cancellationToken, [Range(1, AtMost)] int limit = 20)
    {
        var imports = await database.Imports.AsNoTracking()
            .OrderByDescending(import => import.StartedAt)
            .Take(limit)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new ImportList([.. imports.Select(import => ImportStatus.Of(import, options.Value.ChunkBytes))]));
    }

    private static async Task<Results<PushStreamHttpResult, NotFound>> ErrorsAsync(
        Guid id, FraudDbContext database, CancellationToken cancellationToken)
    {
        if (!await database.Imports.AnyAsync(import => import.Id == id, cancellationToken))
        {
            return TypedResults.NotFound();
        }

        return TypedResults.Stream(WriteAsync, "text/csv; charset=utf-8");

        async Task WriteAsync(Stream body)
        {
            await using var text = new StreamWriter(body, leaveOpen: true);
            await text.WriteAsync("line,column,transaction_id,reason\n");
            var errors = database.ImportErrors.AsNoTracking().Where(error => error.ImportId == id).OrderBy(error => error.Line).ThenBy(error => error.Column);
            await foreach (var error in errors.AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                // Ids and columns hold no commas or quotes, and reasons are our own words without quotes.
                await text.WriteAsync(string.Create(
                    System.Globalization.CultureInfo.InvariantCulture, $"{error.Line},{error.Column},{error.TransactionId},\"{error.Reason}\"\n"));
            }
        }
    }
}
