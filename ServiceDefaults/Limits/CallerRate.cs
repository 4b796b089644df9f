using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;

namespace Platform.ServiceDefaults;

/// <summary>A token bucket for each caller: by the subject of a valid token, else by address.</summary>
internal static class CallerRate
{
    private const int TicksPerSecond = 10;

    public static PartitionedRateLimiter<HttpContext> Limiter(LimitsOptions limits) =>
        PartitionedRateLimiter.Create<HttpContext, string>(context =>
        {
            var subject = context.User.SubjectId();
            return subject.Length > 0
                ? RateLimitPartition.GetTokenBucketLimiter("sub:" + subject, _ => Bucket(limits.RequestsPerSecond, limits.Burst))
                : RateLimitPartition.GetTokenBucketLimiter(
                    "ip:" + context.Connection.RemoteIpAddress,
                    _ => Bucket(limits.AnonymousRequestsPerSecond, limits.AnonymousRequestsPerSecond));
        });

    public static async ValueTask RefuseAsync(OnRejectedContext context, CancellationToken cancellationToken)
    {
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter) ? retryAfter.TotalSeconds : 1;
        context.HttpContext.Response.Headers.RetryAfter =
            Math.Max(1, (int)Math.Ceiling(wait)).ToString(CultureInfo.InvariantCulture);
        await Results.Problem(
            statusCode: StatusCodes.Status429TooManyRequests,
            detail: "Too many requests from this caller.").ExecuteAsync(context.HttpContext);
    }

    // Small rates are refilled once a second, larger ones in ten steps, so that callers are not served in gusts.
    private static TokenBucketRateLimiterOptions Bucket(int perSecond, int burst)
    {
        var steps = perSecond >= TicksPerSecond ? TicksPerSecond : 1;
        return new()
        {
            TokenLimit = Math.Max(burst, perSecond),
            TokensPerPeriod = Math.Max(1, perSecond / steps),
            ReplenishmentPeriod = TimeSpan.FromSeconds(1.0 / steps),
            QueueLimit = 0,
        };
    }
}
