using Fraud.Api.Data;
using Fraud.Api.Data.Policies;
using Fraud.Api.Domain.Explaining;
using Fraud.Api.Domain.Money;
using Fraud.Api.Features.ComparePeers;
using Fraud.Api.Features.ExploreWhatIf;
using Fraud.Api.Features.ExportRecord;
using Fraud.Api.Features.GetTransaction;
using Fraud.Api.Features.ImportTransactions;
using Fraud.Api.Features.RecordLabel;
using Fraud.Api.Features.ReplayDecision;
using Fraud.Api.Features.RunImport;
using Fraud.Api.Features.ScoreBatch;
using Fraud.Api.Features.ScoreTransaction;
using Fraud.Api.Features.ScreenOrder;
using Fraud.Api.Features.SummariseActivity;
using Fraud.Contracts.V1;
using Platform.Inference;
using Platform.Messaging;
using Platform.ServiceDefaults;
using Retail.Contracts.V1;

namespace Fraud.Api;

public static class FraudServices
{
    public const string ModelName = "fraud";
    public const string Database = "frauddb";

    public static WebApplicationBuilder AddFraud(this WebApplicationBuilder builder)
    {
        builder.AddServiceDatabase<FraudDbContext>(Database);
        builder.AddMessaging<FraudDbContext>("fraud", messaging => messaging
            .Publishes(TransactionScreened.Type, FraudContractsJson.Default.TransactionScreened)
            .Publishes(CaseOpened.Type, FraudContractsJson.Default.CaseOpened)
            .Publishes(CaseClosed.Type, FraudContractsJson.Default.CaseClosed)
            .Publishes(ModelShadowed.Type, FraudContractsJson.Default.ModelShadowed)
            .Consumes<OrderPlaced, ScreenOrderConsumer>(OrderPlaced.Type, RetailContractsJson.Default.OrderPlaced));
        builder.AddModel(ModelName, FraudModel.Accept, makesInputs: true);
        builder.AddAccess(FraudAccess.Table);
        builder.Services.AddValidation();
        builder.AddPolicies();

        builder.Services.AddOptions<CurrencyOptions>()
            .BindConfiguration(CurrencyOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<ExchangeRates>();
        builder.Services.AddSingleton<FraudModel>();
        builder.Services.AddOptions<ScreeningOptions>()
            .BindConfiguration(ScreeningOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<LateScoring>().AddHostedService(provider => provider.GetRequiredService<LateScoring>());
        builder.Services.AddSingleton<ScoringDesk>();
        builder.Services.AddSingleton<CustomerTurns>();
        builder.Services.AddScoped<ScoreTransactionHandler>();
        builder.Services.AddScoped<ScoreBatchHandler>();
        builder.Services.AddSingleton<RecordedModels>();
        builder.Services.AddSingleton<DecisionExplainer>();
        builder.Services.AddScoped<RecordedRules>();
        builder.Services.AddScoped<WhatIfExplorer>();
        builder.Services.AddScoped<DecisionReplayer>();
        builder.AddCases();
        builder.AddRisk();
        builder.Services.AddScoped<GetTransactionHandler>();
        builder.Services.AddScoped<ComparePeersHandler>();
        builder.Services.AddScoped<PolicyOfThen>();
        builder.Services.AddScoped<ExportRecordHandler>();
        builder.Services.AddScoped<RecordLabelHandler>();
        builder.Services.AddScoped<ImportTransactionsHandler>();
        builder.Services.AddImports();
        builder.Services.AddScoped<SummariseActivityHandler>();
        return builder;
    }
}
