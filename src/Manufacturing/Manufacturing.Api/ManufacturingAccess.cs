using Platform.ServiceDefaults;

namespace Manufacturing.Api;

/// <summary>Who may do what: by a scope (programs) or by a role (people).</summary>
public static class ManufacturingAccess
{
    public static readonly Permission Register = new("manufacturing.register", Scopes: ["manufacturing.register"], Roles: ["maintenance-planner"]);
    public static readonly Permission Ingest = new("manufacturing.ingest", Scopes: ["manufacturing.ingest"], Roles: ["technician"]);
    public static readonly Permission Read = new("manufacturing.read", Scopes: ["manufacturing.read"], Roles: ["technician", "maintenance-planner"]);
    public static readonly Permission Summary = new("manufacturing.summary", Scopes: ["manufacturing.summary"], Roles: ["technician", "maintenance-planner", "operator"]);
    public static readonly Permission Operate = new("manufacturing.operate", Scopes: ["manufacturing.operate"], Roles: ["operator"]);

    /// <summary>May read what is in a dead letter; operators handle them without.</summary>
    public static readonly Permission Inspect = new("manufacturing.inspect", Scopes: ["manufacturing.inspect"], Roles: ["maintenance-planner"]);

    public static readonly AccessTable Table = new("manufacturing", Register, Ingest, Read, Summary, Operate, Inspect);
}
