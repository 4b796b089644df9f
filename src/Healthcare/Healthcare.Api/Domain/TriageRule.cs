namespace Healthcare.Api.Domain;

/// <summary>Probabilities from which a finding is stated and from which it is urgent. They belong to the model.</summary>
public sealed record TriageRule(double Finding, double Urgent)
{
    public const string FindingName = "finding";
    public const string UrgentName = "urgent";

    /// <exception cref="InvalidOperationException">The model folder names no such thresholds, or they make no sense.</exception>
    public static TriageRule From(IReadOnlyDictionary<string, double> named)
    {
        if (!named.TryGetValue(FindingName, out var finding) || !named.TryGetValue(UrgentName, out var urgent))
        {
            throw new InvalidOperationException($"An imaging model needs the thresholds '{FindingName}' and '{UrgentName}'.");
        }

        return finding is > 0 and <= 1 && urgent >= finding && urgent <= 1
            ? new TriageRule(finding, urgent)
            : throw new InvalidOperationException($"The thresholds of an imaging model are 0 < finding <= urgent <= 1, not {finding} and {urgent}.");
    }

    public Finding FindingAt(float probability) => probability >= Finding ? Domain.Finding.PneumoniaSuspected : Domain.Finding.None;

    public Urgency UrgencyAt(float probability) =>
        probability >= Urgent ? Urgency.Urgent
        : probability >= Finding ? Urgency.Soon
        : Urgency.Routine;
}
