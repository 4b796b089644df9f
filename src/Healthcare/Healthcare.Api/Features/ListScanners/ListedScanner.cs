using Healthcare.Api.Domain;

namespace Healthcare.Api.Features.ListScanners;

/// <summary>A scanner, and what is predicted for it.</summary>
/// <param name="RegisteredAt">Null when only a prediction has named it so far.</param>
/// <param name="Failure">The predicted failure that stands: none was predicted, or the scanner was serviced since, when null.</param>
public sealed record ListedScanner(
    string ScannerId, string? Location, DateTimeOffset? RegisteredAt, DateTimeOffset? ServicedAt, PredictedFailure? Failure)
{
    public static ListedScanner Of(Scanner scanner) =>
        new(scanner.Id, scanner.Location, scanner.RegisteredAt, scanner.ServicedAt, scanner.StandingFailure);
}

/// <param name="Next">The scanner to give as <c>after</c> for the next page; null on the last.</param>
public sealed record ScannerPage(ListedScanner[] Scanners, string? Next);
