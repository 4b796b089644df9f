using System.Globalization;
using Microsoft.Extensions.Configuration;
using OpenTelemetry.Trace;

namespace Platform.ServiceDefaults;

/// <summary>
/// The sampler that OpenTelemetry's own variables name. Its SDK reads them only where a program sets no sampler, and ours does.
/// </summary>
internal static class ConfiguredSampler
{
    private const string Name = "OTEL_TRACES_SAMPLER";
    private const string Argument = "OTEL_TRACES_SAMPLER_ARG";

    /// <summary>What is not known is what is not said, as in the SDK: everything, unless the parent decided otherwise.</summary>
    public static Sampler From(IConfiguration configuration) => configuration[Name]?.Trim().ToLowerInvariant() switch
    {
        "always_on" => new AlwaysOnSampler(),
        "always_off" => new AlwaysOffSampler(),
        "traceidratio" => new TraceIdRatioBasedSampler(Ratio(configuration)),
        "parentbased_always_off" => new ParentBasedSampler(new AlwaysOffSampler()),
        "parentbased_traceidratio" => new ParentBasedSampler(new TraceIdRatioBasedSampler(Ratio(configuration))),
        _ => new ParentBasedSampler(new AlwaysOnSampler()),
    };

    private static double Ratio(IConfiguration configuration) =>
        double.TryParse(configuration[Argument], NumberStyles.Float, CultureInfo.InvariantCulture, out var ratio) && ratio is >= 0 and <= 1
            ? ratio
            : 1;
}
