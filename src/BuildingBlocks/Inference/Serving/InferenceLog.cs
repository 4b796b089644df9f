using Microsoft.Extensions.Logging;

namespace Platform.Inference;

internal static partial class InferenceLog
{
    [LoggerMessage(1, LogLevel.Information, "Model {Model} {Version} ({Sha256}) is verified and serves.")]
    public static partial void Serving(ILogger logger, string model, string version, string sha256);

    [LoggerMessage(2, LogLevel.Error, "Model {Model} {Version} is refused: {Reason}")]
    public static partial void Refused(ILogger logger, string model, string version, string reason);
}
