namespace Fraud.Api.Domain.Features;

/// <summary>One input of the model.</summary>
/// <param name="Name">Its name in model folders, decisions, events and reasons.</param>
/// <param name="Topic">What it is about. A decision gives one reason a topic, else the same fact would be told three times.</param>
/// <param name="Unit">Unit of the value.</param>
/// <param name="Description">What it is, with the handbook's name for it.</param>
/// <param name="Value">Its value for a payment.</param>
/// <param name="InWords">The value as an analyst would say it; null where the value is no ground for suspicion.</param>
public sealed record FraudFeature(
    string Name,
    FeatureTopic Topic,
    string Unit,
    string Description,
    Func<PointInTime, double> Value,
    Func<PointInTime, string?> InWords);

public enum FeatureTopic
{
    Amount,
    Time,
    CustomerActivity,
    TerminalActivity,
    TerminalFraud,
}
