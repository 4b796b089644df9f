using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Platform.ServiceDefaults;
using Retail.Api.Data;
using Retail.Api.Features.BuildIndex;

namespace Retail.Api.Features.RecommendForShopper;

/// <summary>Deletes recorded recommendations past their time, so that the table stays bounded.</summary>
public sealed class RecommendationRetention(
    IServiceScopeFactory scopes,
    DatabaseReadiness database,
    IOptions<RecommendationOptions> options,
    TimeProvider time,
    ILogger<RecommendationRetention> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await database.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(options.Value.RetentionCheck, time);
        do
        {
            try
            {
                await DeleteAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                RecommendationRetentionLog.Failed(logger, exception); // tried again at the next check
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task DeleteAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<RetailDbContext>();
        var until = time.GetUtcNow() - options.Value.Retention;
        await context.Recommendations.Where(recommendation => recommendation.At < until).ExecuteDeleteAsync(cancellationToken);
    }
}

internal static partial class RecommendationRetentionLog
{
    [LoggerMessage(1, LogLevel.Warning, "Recommendations past their time could not be deleted")]
    public static partial void Failed(ILogger logger, Exception exception);
}
