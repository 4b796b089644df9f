using Fraud.Api.Features.GetTransaction;
using Fraud.Api.Features.ImportTransactions;
using Fraud.Api.Features.RecordLabel;
using Fraud.Api.Features.ScoreTransaction;
using Fraud.Api.Features.SummariseActivity;

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
        return app;
    }
}
