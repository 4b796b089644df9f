using System.Net.Mime;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Platform.ServiceDefaults;

internal static partial class ProblemsExtensions
{
    /// <summary>Every refusal and failure leaves as RFC 9457 problem details, through one handler.</summary>
    public static void AddProblems(this WebApplicationBuilder builder)
    {
        builder.Services.AddProblemDetails(options => options.CustomizeProblemDetails = NameMembersAsInJson);
        builder.Services.AddExceptionHandler<ProblemExceptionHandler>();
        // In every environment alike: a request that cannot be read reaches the handler, which says what was wrong.
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
    }

    /// <summary>
    /// Names the media type of problems that endpoints return as typed results (<c>Conflict&lt;ProblemDetails&gt;</c>),
    /// which ASP.NET Core writes as plain JSON.
    /// </summary>
    public static void UseProblemMediaType(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.Request.Path.StartsWithSegments("/v1"))
        {
            context.Response.OnStarting(NameProblem, context.Response);
        }

        return next(context);
    });

    // Validation names the C# member; the caller wrote JSON. What begins with $ is a path in the caller's own words.
    private static void NameMembersAsInJson(ProblemDetailsContext context)
    {
        if (context.ProblemDetails is HttpValidationProblemDetails problem)
        {
            problem.Errors = problem.Errors.ToDictionary(
                error => error.Key.StartsWith('$') ? error.Key : FirstOfMember().Replace(error.Key, first => first.Value.ToLowerInvariant()),
                error => error.Value);
        }
    }

    [GeneratedRegex(@"(?<=^|\.)[A-Z]")]
    private static partial Regex FirstOfMember();

    private static Task NameProblem(object state)
    {
        var response = (HttpResponse)state;
        if (response.StatusCode >= StatusCodes.Status400BadRequest
            && response.ContentType?.StartsWith(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase) == true)
        {
            response.ContentType = MediaTypeNames.Application.ProblemJson;
        }

        return Task.CompletedTask;
    }
}
