using Fraud.Api.Domain;
using Fraud.Api.Domain.Explaining;
using Platform.Inference;

namespace Fraud.Api.Features.ExploreWhatIf;

/// <summary>The smallest changes for which something else would have been decided.</summary>
/// <param name="Decision">What was decided.</param>
/// <param name="ByModel">What the model said: rules and lists may have made something else of it.</param>
/// <param name="Changes">At most one of a kind and a turn, smallest first. Each was scored by the model that decided, and judged with the rules of then.</param>
/// <param name="Notes">What no change alone can do, and what to know about the rest.</param>
public sealed record WhatIf(
    string TransactionId,
    Outcome Decision,
    Outcome ByModel,
    float Score,
    Thresholds Thresholds,
    ModelStamp Model,
    Counterfactual[] Changes,
    string[] Notes);
