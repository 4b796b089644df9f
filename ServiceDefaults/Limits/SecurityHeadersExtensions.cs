using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Scalar.AspNetCore;

namespace Platform.ServiceDefaults;

internal static class SecurityHeadersExtensions
{
    // An API has nothing to load, frame or remember.
    private const string ApiPolicy = "default-src 'none'; frame-ancestors 'none'";

    // The documentation page is served from here alone; the browser refuses it any other address.
    private static string DocsPolicy(HttpContext context) =>
        $"default-src 'self'; script-src 'self' 'nonce-{context.Items[ScalarOptions.NonceHttpContextItemKey]}'; " +
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; base-uri 'self'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(static state =>
        {
            var page = (HttpContext)state;
            var (request, headers) = (page.Request, page.Response.Headers);
            headers.XContentTypeOptions = "nosniff";
            // An endpoint that sends a page has a policy of its own.
            if (headers.ContentSecurityPolicy.Count == 0)
            {
                headers.ContentSecurityPolicy = request.Path.StartsWithSegments(DocumentationExtensions.DocsPath) ? DocsPolicy(page) : ApiPolicy;
            }

            headers["Referrer-Policy"] = "no-referrer";
            if (request.IsHttps)
            {
                headers.StrictTransportSecurity = "max-age=31536000";
            }

            // Decisions about people do not belong in shared caches; an endpoint may say otherwise.
            if (headers.CacheControl.Count == 0 && request.Path.StartsWithSegments("/v1"))
            {
                headers.CacheControl = "no-store";
            }

            return Task.CompletedTask;
        }, context);
        return next(context);
    });
}
