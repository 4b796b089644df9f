using Fraud.Api.Data.Policies;
using Fraud.Api.Features.AddListEntry;
using Fraud.Api.Features.ApproveRuleSet;
using Fraud.Api.Features.CheckRuleSet;
using Fraud.Api.Features.CreateRuleSet;
using Fraud.Api.Features.FindListEntries;
using Fraud.Api.Features.GetRuleSet;
using Fraud.Api.Features.ListPolicyActions;
using Fraud.Api.Features.ListRuleFields;
using Fraud.Api.Features.ListRuleSets;
using Fraud.Api.Features.RemoveListEntry;
using Fraud.Api.Features.WithdrawRuleSet;

namespace Fraud.Api;

/// <summary>Rules beside the model, and lists: what they need, and where they are reached.</summary>
internal static class PolicyServices
{
    public static WebApplicationBuilder AddPolicies(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<PolicyOptions>()
            .BindConfiguration(PolicyOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<PolicyMetrics>();
        builder.Services.AddSingleton<ActivePolicy>();
        builder.Services.AddHostedService<PolicyRefresh>();
        builder.Services.AddHealthChecks().AddCheck<ActivePolicy>("policy");
        builder.Services.AddScoped<PolicyChanges>();
        builder.Services.AddScoped<CreateRuleSetHandler>();
        builder.Services.AddScoped<ApproveRuleSetHandler>();
        builder.Services.AddScoped<WithdrawRuleSetHandler>();
        builder.Services.AddScoped<AddListEntryHandler>();
        builder.Services.AddScoped<RemoveListEntryHandler>();
        return builder;
    }

    public static void MapPolicies(this RouteGroupBuilder v1)
    {
        CreateRuleSetEndpoint.Map(v1);
        CheckRuleSetEndpoint.Map(v1);
        ListRuleSetsEndpoint.Map(v1);
        GetRuleSetEndpoint.Map(v1);
        ApproveRuleSetEndpoint.Map(v1);
        WithdrawRuleSetEndpoint.Map(v1);
        ListRuleFieldsEndpoint.Map(v1);
        AddListEntryEndpoint.Map(v1);
        FindListEntriesEndpoint.Map(v1);
        RemoveListEntryEndpoint.Map(v1);
        ListPolicyActionsEndpoint.Map(v1);
    }
}
