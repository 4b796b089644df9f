using Fraud.Api.Features.GetTransaction;
using Fraud.Api.Features.ImportTransactions;
using Fraud.Api.Features.RecordLabel;
using Fraud.Api.Features.ScoreTransaction;
using Fraud.Api.Features.SummariseActivity;
using Platform.Inference;
using Platform.Messaging;
using Platform.ServiceDefaults;

namespace Fraud.Api;

public static class FraudEndpoints
{
    public static WebApplication MapFraud(this WebApplication app)
    {
        var v1 = app.MapGroup("/v1").WithTags("Fraud");
        ScoreTransactionEndpoint.Map(v1);
        GetTransactionEndpoint.Map(v1);
        RecordLabelEndpoint.Map(v1);
        ImportTransactionsEndpoint.Map(v1);
        SummariseActivityEndpoint.Map(v1);
        v1.MapModels().RequirePermission(FraudAccess.Operate);
        v1.MapDeadLetters(
            operators: endpoint => endpoint.RequirePermission(FraudAccess.Operate),
            readers: endpoint => endpoint.RequirePermission(FraudAccess.Inspect));
        return app;
    }
}
