using Fraud.Api.Data;
using Fraud.Api.Features.CancelBacktest;
using Fraud.Api.Features.ChooseThresholds;
using Fraud.Api.Features.CompareShadow;
using Fraud.Api.Features.GetBacktest;
using Fraud.Api.Features.GetBacktestReport;
using Fraud.Api.Features.KeepShadowScores;
using Fraud.Api.Features.ListBacktests;
using Fraud.Api.Features.ReportPerformance;
using Fraud.Api.Features.RunBacktest;
using Fraud.Api.Features.StartBacktest;
using Fraud.Api.Features.WorkReports;
using Platform.Inference;

namespace Fraud.Api;

/// <summary>What a risk manager looks back and ahead with: shadow, costs, performance, backtests.</summary>
internal static class RiskServices
{
    public static WebApplicationBuilder AddRisk(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<ShadowStoreOptions>()
            .BindConfiguration(ShadowStoreOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<ShadowScoreBuffer>().AddSingleton<IShadowSink>(services => services.GetRequiredService<ShadowScoreBuffer>());
        builder.Services.AddScoped<ShadowScoreStore>();
        builder.Services.AddHostedService<ShadowScoreWriter>();
        builder.Services.AddSingleton<ReadOnlyDatabase>();
        builder.Services.AddOptions<ReportOptions>()
            .BindConfiguration(ReportOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<ReportDesk>();
        builder.Services.AddScoped<CompareShadowHandler>();
        builder.Services.AddScoped<ChooseThresholdsHandler>();
        builder.Services.AddScoped<ReportPerformanceHandler>();

        builder.Services.AddOptions<BacktestOptions>()
            .BindConfiguration(BacktestOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<BacktestRunner>().AddHostedService(services => services.GetRequiredService<BacktestRunner>());
        builder.Services.AddSingleton<StoredHistory>();
        builder.Services.AddScoped<BacktestClaims>();
        builder.Services.AddScoped<BacktestRun>();
        builder.Services.AddScoped<StartBacktestHandler>();
        return builder;
    }

    public static void MapRisk(this RouteGroupBuilder v1)
    {
        CompareShadowEndpoint.Map(v1);
        ChooseThresholdsEndpoint.Map(v1);
        ReportPerformanceEndpoint.Map(v1);
        var backtests = v1.MapGroup("/backtests");
        StartBacktestEndpoint.Map(backtests);
        ListBacktestsEndpoint.Map(backtests);
        GetBacktestEndpoint.Map(backtests);
        GetBacktestReportEndpoint.Map(backtests);
        CancelBacktestEndpoint.Map(backtests);
    }
}
