using Platform.ServiceDefaults;

namespace Healthcare.Api;

/// <summary>Who may do what: by a scope (programs) or by a role (people).</summary>
public static class HealthcareAccess
{
    public static readonly Permission Upload = new("healthcare.upload", Scopes: ["healthcare.upload"], Roles: ["radiographer"]);
    public static readonly Permission Read = new("healthcare.read", Scopes: ["healthcare.read"], Roles: ["radiologist"]);
    public static readonly Permission Register = new("healthcare.register", Scopes: ["healthcare.register"], Roles: ["radiographer"]);
    public static readonly Permission Scanners = new("healthcare.scanners", Scopes: ["healthcare.read", "healthcare.register"], Roles: ["radiographer", "radiologist"]);
    public static readonly Permission Summary = new("healthcare.summary", Scopes: ["healthcare.summary"], Roles: ["radiologist", "operator"]);
    public static readonly Permission Operate = new("healthcare.operate", Scopes: ["healthcare.operate"], Roles: ["operator"]);

    /// <summary>May read what is in a dead letter; operators handle them without.</summary>
    public static readonly Permission Inspect = new("healthcare.inspect", Scopes: ["healthcare.inspect"], Roles: ["radiologist"]);

    public static readonly AccessTable Table = new("healthcare", Upload, Read, Register, Scanners, Summary, Operate, Inspect);
}
