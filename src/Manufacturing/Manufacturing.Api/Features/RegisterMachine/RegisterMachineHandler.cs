using Manufacturing.Api.Data;
using Manufacturing.Api.Domain;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Platform.ServiceDefaults;

namespace Manufacturing.Api.Features.RegisterMachine;

public sealed class RegisterMachineHandler(
    ManufacturingDbContext database, TimeProvider time, ILogger<RegisterMachineHandler> logger)
{
    private const int Attempts = 3;

    /// <returns>The machine as it is now, and whether it was not known before.</returns>
    public async Task<(RegisteredMachine Machine, bool IsNew)> HandleAsync(
        string id, RegisterMachine request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await database.InTransactionAsync(token => RegisterAsync(id, request, token), cancellationToken);
            }
            catch (DbUpdateException e) when (attempt < Attempts && e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
            {
                // It came twice at once: the other one was first, so this one changes it.
            }
        }
    }

    private async Task<(RegisteredMachine, bool)> RegisterAsync(string id, RegisterMachine request, CancellationToken cancellationToken)
    {
        var known = await database.LockMachinesAsync([id], cancellationToken);
        var isNew = !known.TryGetValue(id, out var machine);
        if (machine is null)
        {
            machine = new Machine
            {
                Id = id,
                Kind = request.Kind,
                Name = request.Name,
                Limit = request.Limit,
                RegisteredAt = time.GetUtcNow().ToStoredPrecision(),
            };
            database.Machines.Add(machine);
        }

        machine.Describe(request.Kind, request.Name, request.Limit);
        RegisterMachineLog.Registered(logger, id, request.Kind, request.Limit);
        return (new RegisteredMachine(id, machine.Kind, machine.Name, machine.Limit, machine.RegisteredAt), isNew);
    }
}
