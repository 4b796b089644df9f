using Fraud.Api.Domain;
using Fraud.Api.Domain.Explaining;
using Platform.Inference;

namespace Fraud.Api.Features.ExploreWhatIf;

/// <summary>The smallest changes for which the model would have said something else.</summary>
/// <param name="Decision">What was decided.</param>
/// <param name="ByModel">What the model said, and what the changes are about: rules and lists may have made something else of it.</param>
/// <param name="Changes">At most one of a kind and a turn, smallest first. Each was scored by the model that decided.</param>
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
