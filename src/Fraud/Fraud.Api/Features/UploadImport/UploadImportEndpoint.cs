using System.ComponentModel.DataAnnotations;
using Fraud.Api.Features.GetImport;
using Fraud.Api.Features.RunImport;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.UploadImport;

internal static class UploadImportEndpoint
{
    public static void Map(RouteGroupBuilder v1)
    {
        var limit = ((IEndpointRouteBuilder)v1).ServiceProvider.GetRequiredService<IOptions<ImportOptions>>().Value.ChunkBytes;
        v1.MapPut("/imports/{id:guid}/content", HandleAsync)
            .RequirePermission(FraudAccess.Import)
            .WithBodyLimit(limit)
            .WithName("UploadImport")
            .WithSummary("Takes the next piece of a file; after the last one it is read");
    }

    private static async Task<Results<Ok<ImportStatus>, NotFound, ValidationProblem, Conflict<ProblemDetails>, ProblemHttpResult>> HandleAsync(
        Guid id,
        [Range(0, long.MaxValue)] long offset,
        HttpRequest request,
        UploadImportHandler handler,
        IOptions<ImportOptions> options,
        CancellationToken cancellationToken)
    {
        if (await ReadAsync(request.Body, options.Value.ChunkBytes, cancellationToken) is not { } chunk)
        {
            return TypedResults.Problem(
                statusCode: StatusCodes.Status413PayloadTooLarge, detail: $"A piece has at most {options.Value.ChunkBytes} bytes.");
        }

        return await handler.HandleAsync(id, offset, chunk, cancellationToken) switch
        {
            null => TypedResults.NotFound(),
            (var status, UploadOutcome.Taken) => TypedResults.Ok(status),
            (var status, UploadOutcome.Ended) => Conflict(
                status, "The import takes no more bytes.", $"It is {status.State.ToString().ToLowerInvariant()}. {status.Failure}".TrimEnd()),
            (var status, UploadOutcome.Elsewhere) => Conflict(
                status, "The upload goes on elsewhere.", $"{status.Received} bytes are here: go on with offset {status.Received}."),
            var (status, _) => TypedResults.ValidationProblem(
                new Dictionary<string, string[]> { [""] = [$"must have at least one byte, and not reach beyond the {status.Bytes} that were announced"] }),
        };
    }

    private static Conflict<ProblemDetails> Conflict(ImportStatus status, string title, string detail) => TypedResults.Conflict(new ProblemDetails
    {
        Status = StatusCodes.Status409Conflict,
        Title = title,
        Detail = detail,
        Extensions = { ["received"] = status.Received },
    });

    // Wholly or not at all: a piece that breaks off is sent again.
    private static async Task<byte[]?> ReadAsync(Stream body, int limit, CancellationToken cancellationToken)
    {
        using var chunk = new MemoryStream();
        var buffer = new byte[81_920];
        while (await body.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            if (chunk.Length + read > limit)
            {
                return null;
            }

            chunk.Write(buffer, 0, read);
        }

        return chunk.ToArray();
    }
}
