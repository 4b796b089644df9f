namespace Healthcare.Api.Features.MarkScanner;

internal static partial class MarkScannerLog
{
    [LoggerMessage(1, LogLevel.Information, "Scanner {ScannerId} is expected to fail in {RemainingCycles} cycles (prediction {PredictionId})")]
    public static partial void Marked(ILogger logger, string scannerId, double remainingCycles, Guid predictionId);
}
