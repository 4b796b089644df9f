using Platform.ServiceDefaults;

namespace Fraud.Api;

/// <summary>Who may do what: by a scope (programs) or by a role (people).</summary>
public static class FraudAccess
{
    public static readonly Permission Score = new("fraud.score", Scopes: ["fraud.score"], Roles: ["payments"]);
    public static readonly Permission Read = new("fraud.read", Scopes: ["fraud.read"], Roles: ["analyst", "risk-manager"]);
    public static readonly Permission Label = new("fraud.label", Scopes: ["fraud.label"], Roles: ["analyst", "risk-manager"]);
    public static readonly Permission Import = new("fraud.import", Scopes: ["fraud.import"], Roles: []);
    public static readonly Permission Cases = new("fraud.cases", Scopes: ["fraud.cases"], Roles: ["analyst", "risk-manager"]);
    public static readonly Permission ReadRules = new("fraud.rules.read", Scopes: ["fraud.rules.read"], Roles: ["analyst", "risk-manager"]);
    public static readonly Permission WriteRules = new("fraud.rules.write", Scopes: ["fraud.rules.write"], Roles: ["risk-manager"]);

    /// <summary>For people only: a program that may write rules must not be the second person.</summary>
    public static readonly Permission ApproveRules = new("fraud.rules.approve", Scopes: [], Roles: ["risk-manager"]);
    public static readonly Permission ReadLists = new("fraud.lists.read", Scopes: ["fraud.lists.read", "fraud.lists"], Roles: ["analyst", "risk-manager"]);
    public static readonly Permission WriteLists = new("fraud.lists", Scopes: ["fraud.lists"], Roles: ["risk-manager"]);
    public static readonly Permission Analyse = new("fraud.analyse", Scopes: ["fraud.analyse"], Roles: ["risk-manager"]);
    public static readonly Permission Summary = new("fraud.summary", Scopes: ["fraud.summary"], Roles: ["analyst", "risk-manager", "operator"]);
    public static readonly Permission Operate = new("fraud.operate", Scopes: ["fraud.operate"], Roles: ["operator"]);

    /// <summary>May read what is in a dead letter; operators handle them without.</summary>
    public static readonly Permission Inspect = new("fraud.inspect", Scopes: ["fraud.inspect"], Roles: ["risk-manager"]);

    public static readonly AccessTable Table = new("fraud", Score, Read, Label, Import, Cases, ReadRules, WriteRules, ApproveRules, ReadLists, WriteLists, Analyse, Summary, Operate, Inspect);
}
