using Fraud.Api.Features.GetImport;
using Fraud.Api.Features.RunImport;
using Fraud.Api.Features.WorkPolicy;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.StartImport;

internal static class StartImportEndpoint
{
    public static void Map(RouteGroupBuilder v1) => v1
        .MapPost("/imports", HandleAsync)
        .RequirePermission(FraudAccess.Import)
        .RequireNamedCaller()
        .WithName("StartImport")
        .WithSummary("Announces a file of past payments and labels, to be uploaded in pieces; an open import of the same file goes on");

    private static async Task<Results<Created<ImportStatus>, Ok<ImportStatus>, ValidationProblem, Conflict<ProblemDetails>>> HandleAsync(
        StartImport request,
        StartImportHandler handler,
        HttpContext context,
        IOptions<ImportOptions> options,
        CancellationToken cancellationToken)
    {
        if (request.Bytes > options.Value.FileBytes)
        {
            return TypedResults.ValidationProblem(
                new Dictionary<string, string[]> { ["bytes"] = [$"must be at most {options.Value.FileBytes}: zip the file, or split it"] });
        }

        return await handler.HandleAsync(request, context.User.SubjectId(), cancellationToken) switch
        {
            null => TypedResults.Conflict(new ProblemDetails
            {
                Status = StatusCodes.Status409Conflict,
                Title = "Too many imports are open.",
                Detail = $"{options.Value.Open} are uploaded or read now: wait until one ends, or cancel one.",
            }),
            (var status, true) => TypedResults.Created($"/v1/imports/{status.ImportId}", status),
            var (status, _) => TypedResults.Ok(status),
        };
    }
}
