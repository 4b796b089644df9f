using Fraud.Contracts.V1;
using Platform.Inference;
using Platform.Messaging;
using Platform.ServiceDefaults;
using Retail.Api.Data;
using Retail.Api.Features.ApplyScreening;
using Retail.Api.Features.BuildIndex;
using Retail.Api.Features.FollowOrder;
using Retail.Api.Features.GetOrder;
using Retail.Api.Features.GetRecommendation;
using Retail.Api.Features.PlaceOrder;
using Retail.Api.Features.PopularItems;
using Retail.Api.Features.PutCatalogueItems;
using Retail.Api.Features.RecommendForShopper;
using Retail.Api.Features.RecordFeedback;
using Retail.Api.Features.SimilarItems;
using Retail.Api.Features.SummariseActivity;
using Retail.Contracts.V1;

namespace Retail.Api;

public static class RetailServices
{
    public const string ModelName = "retail";

    public static WebApplicationBuilder AddRetail(this WebApplicationBuilder builder)
    {
        builder.AddServiceDatabase<RetailDbContext>("retaildb");
        builder.AddMessaging<RetailDbContext>("retail", messaging => messaging
            // An order placed before Fraud ever started must still be screened.
            .Publishes(OrderPlaced.Type, RetailContractsJson.Default.OrderPlaced, needsSubscriber: true)
            .Consumes<TransactionScreened, ApplyScreeningConsumer>(TransactionScreened.Type, FraudContractsJson.Default.TransactionScreened));
        builder.AddModel(ModelName, Ranker.Accept);
        builder.AddAccess(RetailAccess.Table);
        builder.Services.AddValidation();
        builder.Services.AddSingleton<OwnShopper>();
        builder.Services.AddScoped<Shelf>();

        builder.AddSettings<RecommendationOptions>(RecommendationOptions.Section);
        builder.Services.AddSingleton<CurrentIndex>();
        builder.Services.AddScoped<IndexSource>();
        builder.Services.AddHostedService<IndexBuilder>();
        builder.Services.AddSingleton<Ranker>();
        builder.Services.AddScoped<ShopperPast>();
        builder.Services.AddScoped<RecommendForShopperHandler>();
        builder.Services.AddHostedService<RecommendationRetention>();
        builder.Services.AddScoped<GetRecommendationHandler>();
        builder.Services.AddScoped<SimilarItemsHandler>();
        builder.Services.AddScoped<PopularItemsHandler>();

        builder.Services.AddScoped<PutCatalogueItemsHandler>();
        builder.Services.AddScoped<RecordFeedbackHandler>();

        builder.AddSettings<ShopOptions>(ShopOptions.Section);
        builder.AddSettings<FollowOptions>(FollowOptions.Section);
        builder.Services.AddScoped<PlaceOrderHandler>();
        builder.Services.AddScoped<GetOrderHandler>();
        builder.Services.AddScoped<FollowOrderHandler>();
        builder.Services.AddScoped<SummariseActivityHandler>();
        return builder;
    }

    private static void AddSettings<TOptions>(this WebApplicationBuilder builder, string section)
        where TOptions : class =>
        builder.Services.AddOptions<TOptions>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();
}
