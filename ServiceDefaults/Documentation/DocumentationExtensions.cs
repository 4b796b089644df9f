using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Scalar.AspNetCore;

namespace Platform.ServiceDefaults;

internal static class DocumentationExtensions
{
    public const string DocsPath = "/docs";

    public static void AddDocumentation(this WebApplicationBuilder builder) =>
        builder.Services.AddOpenApi("v1", options =>
        {
            options.AddDocumentTransformer<BearerSecurityTransformer>();
            options.AddOperationTransformer<AccessTransformer>();
        });

    public static void MapDocumentation(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapOpenApi().AllowAnonymous();
        // Everything comes from the package: no fonts, scripts or telemetry from elsewhere.
        endpoints.MapScalarApiReference(DocsPath, options =>
        {
            options.DefaultFonts = false;
            options.Telemetry = false;
            options.DynamicNonce = true;
            options.ShowDeveloperTools = DeveloperToolsVisibility.Never;
            options.DisableAgent().DisableMcp();
        }).AllowAnonymous();
        endpoints.MapGet("/", () => Results.Redirect(DocsPath + "/")).ExcludeFromDescription().AllowAnonymous();
    }
}
