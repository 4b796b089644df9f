namespace Fraud.Api.Domain.Features;

/// <summary>The features one model wants, in its order.</summary>
public sealed class FeatureSet
{
    private static readonly Dictionary<string, FraudFeature> Known =
        FraudFeatures.All.ToDictionary(feature => feature.Name, StringComparer.Ordinal);

    private FeatureSet(FraudFeature[] features) =>
        (Features, Names) = (features, [.. features.Select(feature => feature.Name)]);

    /// <summary>Everything that <see cref="FraudFeatures"/> offers.</summary>
    public static FeatureSet All { get; } = new([.. FraudFeatures.All]);

    public IReadOnlyList<FraudFeature> Features { get; }

    public string[] Names { get; }

    /// <exception cref="InvalidOperationException">The model wants a feature this service cannot make.</exception>
    public static FeatureSet Of(IEnumerable<string> names) =>
        new([.. names.Select(name => Known.TryGetValue(name, out var feature)
            ? feature
            : throw new InvalidOperationException($"The model wants the feature '{name}', which is not in {nameof(FraudFeatures)}."))]);

    /// <summary>The values as the model takes them: rounded to float32 once, here, for training and scoring alike.</summary>
    public float[] Vector(PointInTime payment) => [.. Features.Select(feature => (float)feature.Value(payment))];
}
