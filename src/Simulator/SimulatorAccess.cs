using Platform.ServiceDefaults;

namespace Simulator;

/// <summary>Who may do what: by a scope (programs) or by a role (people).</summary>
public static class SimulatorAccess
{
    public static readonly Permission Operate = new("simulator.operate", Scopes: ["simulator.operate"], Roles: ["operator"]);

    public static readonly AccessTable Table = new("simulator", Operate);
}
