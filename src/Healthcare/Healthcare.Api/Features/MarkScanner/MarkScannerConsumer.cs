using Healthcare.Api.Data;
using Healthcare.Api.Domain;
using Manufacturing.Contracts.V1;
using Microsoft.EntityFrameworkCore;
using Platform.Messaging;
using Platform.ServiceDefaults;

namespace Healthcare.Api.Features.MarkScanner;

/// <summary>
/// Marks the scanner that Manufacturing expects to fail. A scanner nobody registered yet is marked as well: the order of
/// registration and prediction is not promised.
/// </summary>
public sealed class MarkScannerConsumer(HealthcareDbContext database, ILogger<MarkScannerConsumer> logger) : IConsumer<FailurePredicted>
{
    public async Task HandleAsync(FailurePredicted message, MessageContext context, CancellationToken cancellationToken)
    {
        if (message.Kind != MachineKind.Scanner)
        {
            return;
        }

        var scanner = await database.Scanners.SingleOrDefaultAsync(scanner => scanner.Id == message.MachineId, cancellationToken);
        if (scanner is null)
        {
            scanner = new Scanner { Id = message.MachineId };
            database.Scanners.Add(scanner);
        }

        var failure = new PredictedFailure(
            message.PredictionId,
            message.RemainingCycles,
            message.RemainingCyclesLow,
            message.RemainingCyclesHigh,
            message.Drivers,
            message.PredictedAt.ToStoredPrecision());
        if (scanner.TryMark(failure))
        {
            MarkScannerLog.Marked(logger, scanner.Id, message.RemainingCycles, message.PredictionId);
        }
    }
}
