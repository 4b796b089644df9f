namespace Fraud.FunctionalTests;

[Collection(FraudCollection.Name)]
public sealed class AccessTests(FraudFixture fraud)
{
    private static readonly string[] Roles =
        ["payments", "analyst", "risk-manager", "storefront", "merchandiser", "shopper", "technician", "radiologist", "operator"];

    private static readonly string[] Scopes =
        ["fraud.operate", "fraud.inspect", "fraud.score", "fraud.read", "fraud.label", "fraud.import", "fraud.summary", "retail.order", "healthcare.read"];

    private readonly AccessCheck<Program> _access = new(fraud, Roles, Scopes);

    public static TheoryData<string, string, string[], string[]> Endpoints => new()
    {
        { "POST", "/v1/transactions", ["payments"], ["fraud.score"] },
        { "GET", "/v1/transactions/nobody", ["analyst", "risk-manager"], ["fraud.read"] },
        { "POST", "/v1/labels", ["analyst", "risk-manager"], ["fraud.label"] },
        { "POST", "/v1/transactions/import", [], ["fraud.import"] },
        { "GET", "/v1/summary", ["analyst", "risk-manager", "operator"], ["fraud.summary"] },
        { "GET", "/v1/models/nobody", ["operator"], ["fraud.operate"] },
        { "POST", "/v1/models/nobody/versions/1.0.0/serve", ["operator"], ["fraud.operate"] },
        { "POST", "/v1/models/nobody/roll-back", ["operator"], ["fraud.operate"] },
        { "PUT", "/v1/models/nobody/shadow/1.0.0", ["operator"], ["fraud.operate"] },
        { "DELETE", "/v1/models/nobody/shadow", ["operator"], ["fraud.operate"] },
        { "GET", "/v1/dead-letters", ["operator"], ["fraud.operate"] },
        { "GET", $"/v1/dead-letters/{Guid.Empty}/content", ["risk-manager"], ["fraud.inspect"] },
        { "POST", $"/v1/dead-letters/{Guid.Empty}/redrive", ["operator"], ["fraud.operate"] },
        { "GET", $"/v1/dead-letters/{Guid.Empty}", ["operator"], ["fraud.operate"] },
        { "GET", "/v1/dead-letters/actions", ["operator"], ["fraud.operate"] },
        { "GET", "/v1/dead-letters/unsent", ["operator"], ["fraud.operate"] },
        { "POST", "/v1/dead-letters/redrive", ["operator"], ["fraud.operate"] },
        { "POST", $"/v1/dead-letters/{Guid.Empty}/discard", ["operator"], ["fraud.operate"] },
        { "POST", $"/v1/dead-letters/unsent/{Guid.Empty}/redrive", ["operator"], ["fraud.operate"] },
        { "POST", $"/v1/dead-letters/unsent/{Guid.Empty}/discard", ["operator"], ["fraud.operate"] },
    };

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
