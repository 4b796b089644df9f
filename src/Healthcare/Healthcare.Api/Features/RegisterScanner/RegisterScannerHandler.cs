using Healthcare.Api.Data;
using Healthcare.Api.Domain;
using Healthcare.Api.Features.ListScanners;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Platform.ServiceDefaults;

namespace Healthcare.Api.Features.RegisterScanner;

public sealed class RegisterScannerHandler(HealthcareDbContext database, TimeProvider time)
{
    private const int Attempts = 3;

    public async Task<ListedScanner> HandleAsync(string scannerId, RegisterScanner request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var scanner = await database.Scanners.SingleOrDefaultAsync(scanner => scanner.Id == scannerId, cancellationToken);
            if (scanner is null)
            {
                scanner = new Scanner { Id = scannerId };
                database.Scanners.Add(scanner);
            }

            scanner.Register(request.Location, request.ServicedAt?.ToStoredPrecision(), time.GetUtcNow().ToStoredPrecision());
            try
            {
                await database.SaveChangesAsync(cancellationToken);
                return ListedScanner.Of(scanner);
            }
            catch (DbUpdateException e) when (attempt < Attempts && CameAtOnce(e))
            {
                // A prediction, or another registration, came at the same moment: read what it wrote, and register on top.
                database.ChangeTracker.Clear();
            }
        }
    }

    private static bool CameAtOnce(DbUpdateException exception) =>
        exception is DbUpdateConcurrencyException
        || exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };
}
