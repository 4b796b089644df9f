using Fraud.Api.Domain.Cases;
using Fraud.Api.Features.AddCaseNote;
using Fraud.Api.Features.AttachCaseFile;
using Fraud.Api.Features.CloseCase;
using Fraud.Api.Features.CollectAlert;
using Fraud.Api.Features.FindSimilarCases;
using Fraud.Api.Features.GetCase;
using Fraud.Api.Features.GetCaseFile;
using Fraud.Api.Features.HandOverCase;
using Fraud.Api.Features.ListCaseAlerts;
using Fraud.Api.Features.ListCaseHistory;
using Fraud.Api.Features.ListCases;
using Fraud.Api.Features.MeasureCases;
using Fraud.Api.Features.ReleaseCase;
using Fraud.Api.Features.TakeCase;
using Fraud.Api.Features.WorkCase;

namespace Fraud.Api;

/// <summary>Everything about cases: what analysts do with payments that were held up or refused.</summary>
internal static class CaseServices
{
    public static WebApplicationBuilder AddCases(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<CaseOptions>()
            .BindConfiguration(CaseOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<CaseTelemetry>();
        builder.Services.AddHostedService<CaseGauge>();
        builder.Services.AddScoped<CaseDesk>();
        builder.Services.AddScoped<CaseWork>();
        builder.Services.AddScoped<ListCasesHandler>();
        builder.Services.AddScoped<GetCaseHandler>();
        builder.Services.AddScoped<AttachCaseFileHandler>();
        builder.Services.AddScoped<CloseCaseHandler>();
        builder.Services.AddScoped<FindSimilarCasesHandler>();
        return builder;
    }

    public static void MapCases(this RouteGroupBuilder v1)
    {
        var cases = v1.MapGroup("/cases");
        ListCasesEndpoint.Map(cases);
        GetCaseEndpoint.Map(cases);
        ListCaseAlertsEndpoint.Map(cases);
        ListCaseHistoryEndpoint.Map(cases);
        FindSimilarCasesEndpoint.Map(cases);
        TakeCaseEndpoint.Map(cases);
        ReleaseCaseEndpoint.Map(cases);
        AddCaseNoteEndpoint.Map(cases);
        AttachCaseFileEndpoint.Map(cases);
        GetCaseFileEndpoint.Map(cases);
        HandOverCaseEndpoint.Map(cases);
        CloseCaseEndpoint.Map(cases);
    }
}
