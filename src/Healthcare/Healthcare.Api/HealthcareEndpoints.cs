using Healthcare.Api.Features.GetHeatMap;
using Healthcare.Api.Features.GetStudy;
using Healthcare.Api.Features.ListScanners;
using Healthcare.Api.Features.ListWorklist;
using Healthcare.Api.Features.RegisterScanner;
using Healthcare.Api.Features.SummariseActivity;
using Healthcare.Api.Features.UploadStudy;
using Platform.Inference;
using Platform.Messaging;
using Platform.ServiceDefaults;

namespace Healthcare.Api;

public static class HealthcareEndpoints
{
    public static WebApplication MapHealthcare(this WebApplication app)
    {
        var v1 = app.MapGroup("/v1").WithTags("Healthcare");
        UploadStudyEndpoint.Map(v1);
        GetStudyEndpoint.Map(v1);
        GetHeatMapEndpoint.Map(v1);
        ListWorklistEndpoint.Map(v1);
        RegisterScannerEndpoint.Map(v1);
        ListScannersEndpoint.Map(v1);
        SummariseActivityEndpoint.Map(v1);
        v1.MapModels().RequirePermission(HealthcareAccess.Operate);
        v1.MapDeadLetters(
            operators: endpoint => endpoint.RequirePermission(HealthcareAccess.Operate),
            readers: endpoint => endpoint.RequirePermission(HealthcareAccess.Inspect));
        return app;
    }
}
