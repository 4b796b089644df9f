using Fraud.Api.Domain.Features;
using Platform.Inference;

namespace Fraud.Api.Domain.Explaining;

/// <summary>The models of decisions made before, by their stamp, whichever serves now.</summary>
public sealed class RecordedModels([FromKeyedServices(FraudServices.ModelName)] ModelHost models)
{
    /// <param name="missing">Why there is none, in a sentence; null where there is one.</param>
    /// <returns>The very model that decided, to be disposed; null when it is not there any more.</returns>
    public RecordedModel? Find(ModelStamp stamp, out string? missing)
    {
        missing = null;
        if (stamp.Name != models.Name || models.Lease(stamp.Version) is not { } lease)
        {
            missing = $"The model {stamp.Name} {stamp.Version} is not there any more, or does not verify.";
            return null;
        }

        if (lease.Model.Stamp.Sha256 != stamp.Sha256)
        {
            missing = $"The model {stamp.Name} {stamp.Version} is another one by now: its hash is {lease.Model.Stamp.Sha256}, the decision was made by {stamp.Sha256}.";
            lease.Dispose();
            return null;
        }

        return new RecordedModel(lease);
    }
}

/// <summary>A model in use. Its memory stays until this is disposed.</summary>
public sealed class RecordedModel(ModelLease lease) : IDisposable
{
    public ScoringModel Model { get; } = new(
        lease.Model.Stamp,
        FeatureSet.Of(lease.Model.Manifest.Features.Select(feature => feature.Name)),
        Thresholds.From(lease.Model.Manifest.Thresholds),
        lease.Model.Trees,
        lease.Model.Replay);

    public void Dispose() => lease.Dispose();
}
