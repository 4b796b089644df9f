using Manufacturing.Contracts.V1;

namespace Manufacturing.Api.Features.RegisterMachine;

internal static partial class RegisterMachineLog
{
    [LoggerMessage(1, LogLevel.Information, "Machine {MachineId} is a {Kind} with a limit of {Limit} cycles")]
    public static partial void Registered(ILogger logger, string machineId, MachineKind kind, double limit);
}
