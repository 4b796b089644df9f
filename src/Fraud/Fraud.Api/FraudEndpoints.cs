using Fraud.Api.Features.CancelImport;
using Fraud.Api.Features.ComparePeers;
using Fraud.Api.Features.ExploreWhatIf;
using Fraud.Api.Features.ExportRecord;
using Fraud.Api.Features.GetImport;
using Fraud.Api.Features.GetTransaction;
using Fraud.Api.Features.ImportTransactions;
using Fraud.Api.Features.RecordLabel;
using Fraud.Api.Features.ReplayDecision;
using Fraud.Api.Features.ScoreBatch;
using Fraud.Api.Features.ScoreTransaction;
using Fraud.Api.Features.StartImport;
using Fraud.Api.Features.SummariseActivity;
using Fraud.Api.Features.UploadImport;
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
        ScoreBatchEndpoint.Map(v1);
        GetTransactionEndpoint.Map(v1);
        ExploreWhatIfEndpoint.Map(v1);
        ComparePeersEndpoint.Map(v1);
        ReplayDecisionEndpoint.Map(v1);
        ExportRecordEndpoint.Map(v1);
        RecordLabelEndpoint.Map(v1);
        ImportTransactionsEndpoint.Map(v1);
        StartImportEndpoint.Map(v1);
        UploadImportEndpoint.Map(v1);
        GetImportEndpoint.Map(v1);
        CancelImportEndpoint.Map(v1);
        SummariseActivityEndpoint.Map(v1);
        v1.MapCases();
        v1.MapRisk();
        v1.MapPolicies();
        v1.MapModels().RequirePermission(FraudAccess.Operate);
        v1.MapDeadLetters(
            operators: endpoint => endpoint.RequirePermission(FraudAccess.Operate),
            readers: endpoint => endpoint.RequirePermission(FraudAccess.Inspect));
        return app;
    }
}
