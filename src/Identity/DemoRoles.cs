namespace Identity;

/// <summary>The roles that people have in a local run. The file is compiled into the command line, too, as a link.</summary>
public static class DemoRoles
{
    /// <summary>What a role may do is said by each service, in its own access table.</summary>
    public static readonly string[] All =
    [
        // Fraud
        "payments",
        "analyst",
        "risk-manager",
        // Retail
        "storefront",
        "merchandiser",
        "shopper",
        // Manufacturing
        "technician",
        "maintenance-planner",
        // Healthcare
        "radiographer",
        "radiologist",
        // All services: summaries, details of health, dead letters
        "operator",
    ];
}
