using Platform.Inference;
using Platform.Messaging;
using Platform.ServiceDefaults;
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

namespace Retail.Api;

public static class RetailEndpoints
{
    public static WebApplication MapRetail(this WebApplication app)
    {
        var v1 = app.MapGroup("/v1").WithTags("Retail");
        PutCatalogueItemsEndpoint.Map(v1);
        RecordFeedbackEndpoint.Map(v1);
        RecommendForShopperEndpoint.Map(v1);
        GetRecommendationEndpoint.Map(v1);
        SimilarItemsEndpoint.Map(v1);
        PopularItemsEndpoint.Map(v1);
        PlaceOrderEndpoint.Map(v1);
        GetOrderEndpoint.Map(v1);
        FollowOrderEndpoint.Map(v1);
        SummariseActivityEndpoint.Map(v1);
        v1.MapModels().RequirePermission(RetailAccess.Operate);
        v1.MapDeadLetters(
            operators: endpoint => endpoint.RequirePermission(RetailAccess.Operate),
            readers: endpoint => endpoint.RequirePermission(RetailAccess.Inspect));
        return app;
    }
}
