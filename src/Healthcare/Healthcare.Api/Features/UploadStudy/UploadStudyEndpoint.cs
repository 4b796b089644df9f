using Healthcare.Api.Imaging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Platform.ServiceDefaults;

namespace Healthcare.Api.Features.UploadStudy;

internal static class UploadStudyEndpoint
{
    // The other fields and the boundaries of the multipart form.
    private const int FormBytes = 64 * 1024;

    public static void Map(RouteGroupBuilder v1)
    {
        var limits = ((IEndpointRouteBuilder)v1).ServiceProvider.GetRequiredService<IOptions<ImageLimits>>().Value;
        var bytes = limits.MaximumBytes + FormBytes;
        v1.MapPost("/studies", HandleAsync)
            .RequirePermission(HealthcareAccess.Upload)
            .WithBodyLimit(bytes)
            // Radiographs are personal: they pass through memory, not through temporary files.
            .WithFormOptions(memoryBufferThreshold: bytes, multipartBodyLengthLimit: bytes)
            // Forgery of a form needs a cookie that a browser adds; here a bearer token is asked for.
            .DisableAntiforgery()
            .WithName("UploadStudy")
            .WithSummary("Takes a chest X-ray (PNG or JPEG), analyses it and puts it into the worklist");
    }

    private static async Task<Results<Ok<UploadedStudy>, ValidationProblem, Conflict<ProblemDetails>, ProblemHttpResult>> HandleAsync(
        [FromForm, Identifier] string studyId,
        [FromForm, Identifier] string scannerId,
        [FromForm, PlausibleTime(FirstYear = 1990)] DateTimeOffset takenAt,
        IFormFile image,
        UploadStudyHandler handler,
        IOptions<ImageLimits> limits,
        CancellationToken cancellationToken)
    {
        if (image.Length > limits.Value.MaximumBytes)
        {
            return TypedResults.Problem(
                statusCode: StatusCodes.Status413PayloadTooLarge,
                detail: $"The image has {image.Length} bytes; at most {limits.Value.MaximumBytes} are taken.");
        }

        var file = new byte[image.Length];
        await using (var stream = image.OpenReadStream())
        {
            await stream.ReadExactlyAsync(file, cancellationToken);
        }

        return await handler.HandleAsync(studyId, scannerId, takenAt, file, cancellationToken) switch
        {
            UploadOutcome.Stored stored => TypedResults.Ok(stored.Study),
            UploadOutcome.UnknownScanner => TypedResults.ValidationProblem(
                new Dictionary<string, string[]> { ["scannerId"] = ["is no registered scanner"] }),
            UploadOutcome.NotAnImage refused => TypedResults.Problem(
                statusCode: StatusCodes.Status422UnprocessableEntity, title: "The image cannot be used.", detail: refused.Reason),
            _ => TypedResults.Conflict(new ProblemDetails
            {
                Status = StatusCodes.Status409Conflict,
                Title = "Another study has this id.",
                Detail = $"The study '{studyId}' is known with another image, scanner or time.",
            }),
        };
    }
}
