using System.Security.Claims;
using Fraud.Api.Domain.Cases;
using Fraud.Api.Features.WorkCase;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.AttachCaseFile;

internal static class AttachCaseFileEndpoint
{
    // The boundaries of the multipart form.
    private const int FormBytes = 16 * 1024;

    public static void Map(RouteGroupBuilder cases)
    {
        var options = ((IEndpointRouteBuilder)cases).ServiceProvider.GetRequiredService<IOptions<CaseOptions>>().Value;
        var bytes = options.AttachmentBytes + FormBytes;
        cases.MapPost("/{id:guid}/attachments", HandleAsync)
            .RequireAnalyst()
            .RequirePermission(FraudAccess.Cases)
            .WithBodyLimit(bytes)
            // Evidence may be personal: it passes through memory, not through temporary files.
            .WithFormOptions(memoryBufferThreshold: bytes, multipartBodyLengthLimit: bytes)
            // Forgery of a form needs a cookie that a browser adds; here a bearer token is asked for.
            .DisableAntiforgery()
            .WithName("AttachCaseFile")
            .WithSummary("Attaches a small file (PNG, JPEG, PDF or plain text) to a case that the caller has");
    }

    private static async Task<Results<Ok<AttachedFile>, ValidationProblem, NotFound, Conflict<ProblemDetails>, ProblemHttpResult>> HandleAsync(
        Guid id,
        IFormFile file,
        ClaimsPrincipal caller,
        AttachCaseFileHandler handler,
        IOptions<CaseOptions> options,
        CancellationToken cancellationToken)
    {
        if (file.Length > options.Value.AttachmentBytes)
        {
            return TypedResults.Problem(
                statusCode: StatusCodes.Status413PayloadTooLarge,
                detail: $"The file has {file.Length} bytes; at most {options.Value.AttachmentBytes} are taken.");
        }

        if (!AttachmentName.IsValid(file.FileName))
        {
            return TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["file"] = [AttachmentName.Rule] });
        }

        var content = new byte[file.Length];
        await using (var stream = file.OpenReadStream())
        {
            await stream.ReadExactlyAsync(content, cancellationToken);
        }

        if (AttachmentKinds.Of(content) is not { } kind)
        {
            return TypedResults.Problem(
                statusCode: StatusCodes.Status415UnsupportedMediaType,
                detail: "By its content the file is neither PNG, JPEG, PDF nor plain text in UTF-8.");
        }

        var (outcome, attached) = await handler.HandleAsync(id, file.FileName, kind, content, caller.SubjectId(), cancellationToken);
        return outcome switch
        {
            CaseWorkOutcome.Done => TypedResults.Ok(attached),
            CaseWorkOutcome.Refused refused => refused.Refusal.Conflict(),
            _ => TypedResults.NotFound(),
        };
    }
}
