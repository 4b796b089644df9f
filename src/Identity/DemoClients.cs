namespace Identity;

/// <summary>
/// Who there is in a local run: one client <c>demo-ROLE</c> for each role a person can have, and the simulator.
/// They exist only while <c>Demo:Secret</c> is set, which is their common secret.
/// </summary>
public static class DemoClients
{
    /// <summary>The program that feeds the services; it may do what tills, shops, machines and modalities do.</summary>
    public const string Simulator = "simulator";

    public static readonly string[] SimulatorScopes =
    [
        "fraud.score", "fraud.read", "fraud.label", "fraud.import",
        "retail.feedback", "retail.catalogue", "retail.recommend", "retail.order", "retail.read",
        "manufacturing.ingest", "manufacturing.read", "manufacturing.register",
        "healthcare.upload", "healthcare.read", "healthcare.register",
    ];

    /// <summary>Another person of that role: what one wrote, the other has to approve.</summary>
    private static readonly (string Name, string Role) SecondPerson = ("second-risk-manager", "risk-manager");

    public static IEnumerable<Client> All(string secret) =>
    [
        .. DemoRoles.All.Select(role => new Client($"demo-{role}", secret, [role], [])),
        new Client($"demo-{SecondPerson.Name}", secret, [SecondPerson.Role], []),
        new Client(Simulator, secret, [], SimulatorScopes),
    ];
}
