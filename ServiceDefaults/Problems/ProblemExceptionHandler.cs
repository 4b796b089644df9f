using System.Data.Common;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Platform.ServiceDefaults;

/// <summary>The one place where an exception becomes an answer. The caller learns what to change, never how we are built.</summary>
internal sealed class ProblemExceptionHandler(IOptions<JsonOptions> json, ILogger<ProblemExceptionHandler> logger) : IExceptionHandler
{
    private const int ClientClosedRequest = 499;
    private const string RetryAfterSeconds = "2";

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
        {
            // The client hung up: nobody to tell, and nothing is wrong here.
            httpContext.Response.StatusCode = ClientClosedRequest;
            return true;
        }

        await Answer(httpContext, exception).ExecuteAsync(httpContext);
        return true;
    }

    private IResult Answer(HttpContext context, Exception exception)
    {
        if (exception is BadHttpRequestException or JsonException)
        {
            var refusal = exception as BadHttpRequestException;
            var malformed = exception as JsonException ?? refusal?.InnerException as JsonException;
            ProblemsLog.RequestRefused(logger, refusal?.StatusCode ?? StatusCodes.Status400BadRequest, malformed?.Path);
            return malformed is null ? RequestProblem.Describe(refusal!) : JsonProblem.Describe(malformed, context, json.Value.SerializerOptions);
        }

        if (exception is InvalidOperationException && context.Request.GetTypedHeaders().ContentType is { Charset.HasValue: true, Encoding: null })
        {
            // The framework's reader takes an unknown name for a mistake of ours.
            ProblemsLog.RequestRefused(logger, StatusCodes.Status415UnsupportedMediaType, jsonPath: null);
            return Results.Problem(
                statusCode: StatusCodes.Status415UnsupportedMediaType, detail: "The content type names a character set that is not known. JSON is UTF-8.");
        }

        if (exception is DbException { IsTransient: true } or RetryLimitExceededException
            || exception.InnerException is DbException { IsTransient: true })
        {
            ProblemsLog.StorageUnavailable(logger, exception);
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
            return Results.Problem(
                statusCode: StatusCodes.Status503ServiceUnavailable, detail: "The service cannot reach its storage at the moment.");
        }

        ProblemsLog.Unexpected(logger, exception);
        return Results.Problem(statusCode: StatusCodes.Status500InternalServerError);
    }
}
