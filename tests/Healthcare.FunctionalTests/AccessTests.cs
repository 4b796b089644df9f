namespace Healthcare.FunctionalTests;

[Collection(HealthcareCollection.Name)]
public sealed class AccessTests(HealthcareFixture healthcare)
{
    private static readonly string[] Roles =
        ["radiographer", "radiologist", "operator", "payments", "storefront", "shopper", "technician", "maintenance-planner"];

    private static readonly string[] Scopes =
        ["healthcare.operate", "healthcare.inspect", "healthcare.upload", "healthcare.read", "healthcare.register", "healthcare.summary", "fraud.score", "manufacturing.ingest"];

    private readonly AccessCheck<Program> _access = new(
        healthcare, Roles, Scopes, path => path == "/v1/studies" ? new Upload("incomplete", null, null, null).ToForm() : null);

    public static TheoryData<string, string, string[], string[]> Endpoints => new()
    {
        { "POST", "/v1/studies", ["radiographer"], ["healthcare.upload"] },
        { "GET", "/v1/studies/unknown", ["radiologist"], ["healthcare.read"] },
        { "GET", "/v1/studies/unknown/heat-map", ["radiologist"], ["healthcare.read"] },
        { "GET", "/v1/worklist", ["radiologist"], ["healthcare.read"] },
        { "PUT", "/v1/scanners/bad%20id", ["radiographer"], ["healthcare.register"] },
        { "GET", "/v1/scanners", ["radiographer", "radiologist"], ["healthcare.read", "healthcare.register"] },
        { "GET", "/v1/summary", ["radiologist", "operator"], ["healthcare.summary"] },
        { "GET", "/v1/models/nobody", ["operator"], ["healthcare.operate"] },
        { "POST", "/v1/models/nobody/versions/1.0.0/serve", ["operator"], ["healthcare.operate"] },
        { "POST", "/v1/models/nobody/roll-back", ["operator"], ["healthcare.operate"] },
        { "PUT", "/v1/models/nobody/shadow/1.0.0", ["operator"], ["healthcare.operate"] },
        { "DELETE", "/v1/models/nobody/shadow", ["operator"], ["healthcare.operate"] },
        { "GET", "/v1/dead-letters", ["operator"], ["healthcare.operate"] },
        { "GET", $"/v1/dead-letters/{Guid.Empty}/content", ["radiologist"], ["healthcare.inspect"] },
        { "POST", $"/v1/dead-letters/{Guid.Empty}/redrive", ["operator"], ["healthcare.operate"] },
        { "GET", $"/v1/dead-letters/{Guid.Empty}", ["operator"], ["healthcare.operate"] },
        { "GET", "/v1/dead-letters/actions", ["operator"], ["healthcare.operate"] },
        { "GET", "/v1/dead-letters/unsent", ["operator"], ["healthcare.operate"] },
        { "POST", "/v1/dead-letters/redrive", ["operator"], ["healthcare.operate"] },
        { "POST", $"/v1/dead-letters/{Guid.Empty}/discard", ["operator"], ["healthcare.operate"] },
        { "POST", $"/v1/dead-letters/unsent/{Guid.Empty}/redrive", ["operator"], ["healthcare.operate"] },
        { "POST", $"/v1/dead-letters/unsent/{Guid.Empty}/discard", ["operator"], ["healthcare.operate"] },
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
