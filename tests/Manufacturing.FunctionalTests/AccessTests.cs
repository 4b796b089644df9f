namespace Manufacturing.FunctionalTests;

[Collection(ManufacturingCollection.Name)]
public sealed class AccessTests(ManufacturingFixture manufacturing)
{
    private static readonly string[] Roles =
        ["technician", "maintenance-planner", "operator", "payments", "analyst", "merchandiser", "shopper", "radiographer", "radiologist"];

    private static readonly string[] Scopes =
        ["manufacturing.operate", "manufacturing.inspect", "manufacturing.register", "manufacturing.ingest", "manufacturing.read", "manufacturing.summary", "fraud.score", "healthcare.read"];

    private readonly AccessCheck<Program> _access = new(manufacturing, Roles, Scopes);

    public static TheoryData<string, string, string[], string[]> Endpoints => new()
    {
        { "PUT", "/v1/machines/nobody", ["maintenance-planner"], ["manufacturing.register"] },
        { "POST", "/v1/readings", ["technician"], ["manufacturing.ingest"] },
        { "GET", "/v1/machines/nobody", ["technician", "maintenance-planner"], ["manufacturing.read"] },
        { "GET", "/v1/machines", ["technician", "maintenance-planner"], ["manufacturing.read"] },
        { "GET", "/v1/summary", ["technician", "maintenance-planner", "operator"], ["manufacturing.summary"] },
        { "GET", "/v1/models/nobody", ["operator"], ["manufacturing.operate"] },
        { "POST", "/v1/models/nobody/versions/1.0.0/serve", ["operator"], ["manufacturing.operate"] },
        { "POST", "/v1/models/nobody/roll-back", ["operator"], ["manufacturing.operate"] },
        { "PUT", "/v1/models/nobody/shadow/1.0.0", ["operator"], ["manufacturing.operate"] },
        { "DELETE", "/v1/models/nobody/shadow", ["operator"], ["manufacturing.operate"] },
        { "GET", "/v1/dead-letters", ["operator"], ["manufacturing.operate"] },
        { "GET", $"/v1/dead-letters/{Guid.Empty}/content", ["maintenance-planner"], ["manufacturing.inspect"] },
        { "POST", $"/v1/dead-letters/{Guid.Empty}/redrive", ["operator"], ["manufacturing.operate"] },
        { "GET", $"/v1/dead-letters/{Guid.Empty}", ["operator"], ["manufacturing.operate"] },
        { "GET", "/v1/dead-letters/actions", ["operator"], ["manufacturing.operate"] },
        { "GET", "/v1/dead-letters/unsent", ["operator"], ["manufacturing.operate"] },
        { "POST", "/v1/dead-letters/redrive", ["operator"], ["manufacturing.operate"] },
        { "POST", $"/v1/dead-letters/{Guid.Empty}/discard", ["operator"], ["manufacturing.operate"] },
        { "POST", $"/v1/dead-letters/unsent/{Guid.Empty}/redrive", ["operator"], ["manufacturing.operate"] },
        { "POST", $"/v1/dead-letters/unsent/{Guid.Empty}/discard", ["operator"], ["manufacturing.operate"] },
    };

    [Fact]
    public void Every_endpoint_stands_in_the_table_once() => _access.CoversAll(Endpoints);

    [Theory]
    [MemberData(nameof(Endpoints))]
    public Task Only_those_in_the_table_get_in(string method, string path, string[] roles, string[] scopes) =>
        _access.AdmitsOnlyAsync(method, path, roles, scopes);

    [Theory]
    [MemberData(nameof(Endpoints))]
    public Task Nobody_gets_in_without_a_token(string method, string path, string[] roles, string[] scopes)
    {
        _ = (roles, scopes);
        return _access.RefusesTheAnonymousAsync(method, path);
    }
}
