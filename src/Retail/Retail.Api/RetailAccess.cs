using Platform.ServiceDefaults;

namespace Retail.Api;

/// <summary>Who may do what: by a scope (programs) or by a role (people). A shopper is the subject of the token, and acts for nobody else.</summary>
public static class RetailAccess
{
    public static readonly Permission Catalogue = new("retail.catalogue", Scopes: ["retail.catalogue"], Roles: ["merchandiser"]);
    public static readonly Permission Feedback = new("retail.feedback", Scopes: ["retail.feedback"], Roles: ["storefront"]);
    public static readonly Permission Recommend = new("retail.recommend", Scopes: ["retail.recommend"], Roles: ["storefront", "merchandiser", "shopper"]);
    public static readonly Permission Order = new("retail.order", Scopes: ["retail.order"], Roles: ["storefront", "shopper"]);
    public static readonly Permission Read = new("retail.read", Scopes: ["retail.read"], Roles: ["storefront", "merchandiser", "shopper"]);
    public static readonly Permission Summary = new("retail.summary", Scopes: ["retail.summary"], Roles: ["merchandiser", "operator"]);
    public static readonly Permission Operate = new("retail.operate", Scopes: ["retail.operate"], Roles: ["operator"]);

    /// <summary>May read what is in a dead letter; operators handle them without.</summary>
    public static readonly Permission Inspect = new("retail.inspect", Scopes: ["retail.inspect"], Roles: ["merchandiser"]);

    /// <summary>What a caller needs to see or do something for a shopper other than itself.</summary>
    public static readonly Permission AnyShopper = new(
        "retail.any-shopper", Scopes: ["retail.order", "retail.read", "retail.recommend"], Roles: ["storefront", "merchandiser"]);

    public static readonly AccessTable Table = new("retail", Catalogue, Feedback, Recommend, Order, Read, Summary, Operate, Inspect, AnyShopper);
}
