using Fraud.Api.Domain.Explaining;
using Platform.Inference;

namespace Fraud.Api.Features.ReplayDecision;

/// <summary>A decision made again, from the recorded facts and by the model of its stamp.</summary>
/// <param name="Model">The model that decided.</param>
/// <param name="Identical">Whether every step came out to the bit as it was recorded.</param>
/// <param name="Steps">In the order of the decision: where it is not identical, and what could not be made again.</param>
public sealed record Replay(string TransactionId, ModelStamp Model, bool Identical, ReplayedStep[] Steps, string[] Notes, DateTimeOffset ReplayedAt);
