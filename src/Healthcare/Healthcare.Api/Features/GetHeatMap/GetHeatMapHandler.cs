using Healthcare.Api.Data;
using Healthcare.Api.Imaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Healthcare.Api.Features.GetHeatMap;

/// <summary>What can come of asking for a heat map.</summary>
public abstract record HeatMapOutcome
{
    public sealed record Drawn(byte[] Png) : HeatMapOutcome;

    public sealed record NotAnalysed(string Reason) : HeatMapOutcome;

    public sealed record UnknownStudy : HeatMapOutcome;
}

/// <summary>Draws from the recorded evidence: the map is of the decision as it was made, whatever model serves now.</summary>
public sealed class GetHeatMapHandler(HealthcareDbContext database, IOptions<ImageLimits> limits)
{
    public async Task<HeatMapOutcome> HandleAsync(string studyId, CancellationToken cancellationToken)
    {
        var study = await database.Studies.AsNoTracking()
            .Include(study => study.Analysis)
            .Include(study => study.Image)
            .SingleOrDefaultAsync(study => study.Id == studyId, cancellationToken);
        if (study is null)
        {
            return new HeatMapOutcome.UnknownStudy();
        }

        if (study.Analysis is null || RadiographDecoder.Decode(study.Image!.Content, limits.Value).Image is not { } image)
        {
            return new HeatMapOutcome.NotAnalysed(study.FailureReason ?? "The image is larger than is read now.");
        }

        var (rgba, width, height) = HeatMapDrawing.Draw(image, study.Analysis.Evidence);
        return new HeatMapOutcome.Drawn(PngWriter.Write(rgba, width, height));
    }
}
