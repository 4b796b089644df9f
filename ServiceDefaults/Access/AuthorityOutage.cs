using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Platform.ServiceDefaults;

/// <summary>
/// While the authority cannot be reached, a token can be neither trusted nor refused: 503, "try again",
/// instead of 401, which would make clients throw a good token away, or 500.
/// </summary>
internal static class AuthorityOutage
{
    private const string RetryAfterSeconds = "5";
    private static readonly object Mark = new();

    public static JwtBearerEvents Events { get; } = new() { OnMessageReceived = OnTokenAsync, OnChallenge = OnChallengeAsync };

    // Asked before the token is looked at, since afterwards "no keys" and "not one of the keys" look the same.
    private static async Task OnTokenAsync(MessageReceivedContext context)
    {
        if (context.Request.Headers.Authorization.Count == 0 || context.Options.ConfigurationManager is not { } metadata)
        {
            return;
        }

        try
        {
            // Not cancelled with the request: others wait for the same answer, and the backchannel has its own time limit.
            await metadata.GetConfigurationAsync(CancellationToken.None);
        }
        catch (Exception exception) when (exception is InvalidOperationException or IOException or HttpRequestException)
        {
            var loggers = context.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>();
            AccessLog.AuthorityUnreachable(loggers.CreateLogger(typeof(AuthorityOutage).FullName!), context.Options.Authority, exception);
            context.HttpContext.Items[Mark] = true;
            context.NoResult();
        }
    }

    private static async Task OnChallengeAsync(JwtBearerChallengeContext context)
    {
        if (!context.HttpContext.Items.ContainsKey(Mark))
        {
            return;
        }

        context.HandleResponse();
        context.Response.Headers.RetryAfter = RetryAfterSeconds;
        await Results.Problem(
            statusCode: StatusCodes.Status503ServiceUnavailable,
            detail: "The authority that vouches for tokens cannot be reached.").ExecuteAsync(context.HttpContext);
    }
}
