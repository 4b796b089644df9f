using Fraud.Api.Data;
using Fraud.Api.Domain.Money;
using Fraud.Api.Features.GetTransaction;
using Fraud.Api.Features.ImportTransactions;
using Fraud.Api.Features.RecordLabel;
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

    public static WebApplicationBuilder AddFraud(this WebApplicationBuilder builder)
    {
        builder.AddServiceDatabase<FraudDbContext>("frauddb");
        builder.AddMessaging<FraudDbContext>("fraud", messaging => messaging
            .Publishes(TransactionScreened.Type, FraudContractsJson.Default.TransactionScreened)
            .Consumes<OrderPlaced, ScreenOrderConsumer>(OrderPlaced.Type, RetailContractsJson.Default.OrderPlaced));
        builder.AddModel(ModelName, FraudModel.Accept);
        builder.AddAccess(FraudAccess.Table);
        builder.Services.AddValidation();

        builder.Services.AddOptions<CurrencyOptions>()
            .BindConfiguration(CurrencyOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<ExchangeRates>();
        builder.Services.AddSingleton<FraudModel>();
        builder.Services.AddScoped<TransactionHistory>();
        builder.Services.AddScoped<ScoreTransactionHandler>();
        builder.Services.AddScoped<GetTransactionHandler>();
        builder.Services.AddScoped<RecordLabelHandler>();
        builder.Services.AddScoped<ImportTransactionsHandler>();
        builder.Services.AddScoped<SummariseActivityHandler>();
        return builder;
    }
}
