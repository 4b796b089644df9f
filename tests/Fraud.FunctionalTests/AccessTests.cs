using Fraud.Api;
using Platform.ServiceDefaults;

namespace Fraud.FunctionalTests;

[Collection(FraudCollection.Name)]
public sealed class AccessTests(FraudFixture fraud)
{
    private static readonly string[] Roles =
        ["payments", "analyst", "risk-manager", "storefront", "merchandiser", "shopper", "technician", "radiologist", "operator"];

    private static readonly string[] Scopes =
        ["fraud.operate", "fraud.inspect", "fraud.score", "fraud.read", "fraud.label", "fraud.import", "fraud.cases", "fraud.rules.read", "fraud.rules.write", "fraud.lists.read", "fraud.lists", "fraud.analyse", "fraud.summary", "retail.order", "healthcare.read"];

    private readonly AccessCheck<Program> _access = new(fraud, Roles, Scopes);

    // What takes a form answers others with 415, before it asks who they are.
    private readonly AccessCheck<Program> _forms = new(
        fraud, Roles, Scopes, body: _ => new MultipartFormDataContent { { new StringContent("not a file"), "note" } });

    public static TheoryData<string, string, string[], string[]> Endpoints => new()
    {
        { "POST", "/v1/transactions", ["payments"], ["fraud.score"] },
        { "POST", "/v1/transactions/batch", ["payments"], ["fraud.score"] },
        { "GET", "/v1/transactions/nobody", ["analyst", "risk-manager"], ["fraud.read"] },
        { "GET", "/v1/transactions/nobody/what-if", ["analyst", "risk-manager"], ["fraud.read"] },
        { "GET", "/v1/transactions/nobody/peers", ["analyst", "risk-manager"], ["fraud.read"] },
        { "POST", "/v1/transactions/nobody/replay", ["analyst", "risk-manager"], ["fraud.read"] },
        { "GET", "/v1/transactions/nobody/record", ["analyst", "risk-manager"], ["fraud.read"] },
        { "GET", "/v1/transactions/nobody/record.html", ["analyst", "risk-manager"], ["fraud.read"] },
        { "POST", "/v1/labels", ["analyst", "risk-manager"], ["fraud.label"] },
        { "POST", "/v1/transactions/import", [], ["fraud.import"] },
        { "POST", "/v1/imports", [], ["fraud.import"] },
        { "GET", "/v1/imports", [], ["fraud.import"] },
        { "GET", $"/v1/imports/{Guid.Empty}", [], ["fraud.import"] },
        { "GET", $"/v1/imports/{Guid.Empty}/errors", [], ["fraud.import"] },
        { "PUT", $"/v1/imports/{Guid.Empty}/content?offset=0", [], ["fraud.import"] },
        { "POST", $"/v1/imports/{Guid.Empty}/cancel", [], ["fraud.import"] },
        { "GET", "/v1/cases", ["analyst", "risk-manager"], ["fraud.cases"] },
        { "GET", $"/v1/cases/{Guid.Empty}", ["analyst", "risk-manager"], ["fraud.cases"] },
        { "GET", $"/v1/cases/{Guid.Empty}/alerts", ["analyst", "risk-manager"], ["fraud.cases"] },
        { "GET", $"/v1/cases/{Guid.Empty}/history", ["analyst", "risk-manager"], ["fraud.cases"] },
        { "GET", $"/v1/cases/{Guid.Empty}/similar", ["analyst", "risk-manager"], ["fraud.cases"] },
        { "POST", $"/v1/cases/{Guid.Empty}/attachments", ["analyst", "risk-manager"], ["fraud.cases"] },
        { "GET", $"/v1/cases/{Guid.Empty}/attachments/{Guid.Empty}", ["analyst", "risk-manager"], ["fraud.cases"] },
        { "POST", $"/v1/cases/{Guid.Empty}/take", ["analyst", "risk-manager"], ["fraud.cases"] },
        { "POST", $"/v1/cases/{Guid.Empty}/release", ["analyst", "risk-manager"], ["fraud.cases"] },
        { "POST", $"/v1/cases/{Guid.Empty}/notes", ["analyst", "risk-manager"], ["fraud.cases"] },
        { "POST", $"/v1/cases/{Guid.Empty}/hand-over", ["analyst", "risk-manager"], ["fraud.cases"] },
        { "POST", $"/v1/cases/{Guid.Empty}/close", ["analyst", "risk-manager"], ["fraud.cases"] },
        { "POST", "/v1/rule-sets", ["risk-manager"], ["fraud.rules.write"] },
        { "POST", "/v1/rule-sets/check", ["risk-manager"], ["fraud.rules.write"] },
        { "GET", "/v1/rule-sets", ["analyst", "risk-manager"], ["fraud.rules.read"] },
        { "GET", "/v1/rule-sets/987654", ["analyst", "risk-manager"], ["fraud.rules.read"] },
        { "POST", "/v1/rule-sets/987654/approve", ["risk-manager"], [] },
        { "POST", "/v1/rule-sets/987654/withdraw", ["risk-manager"], ["fraud.rules.write"] },
        { "GET", "/v1/rule-fields", ["analyst", "risk-manager"], ["fraud.rules.read"] },
        { "GET", "/v1/policy-actions", ["analyst", "risk-manager"], ["fraud.rules.read"] },
        { "POST", "/v1/list-entries", ["risk-manager"], ["fraud.lists"] },
        { "GET", "/v1/list-entries", ["analyst", "risk-manager"], ["fraud.lists.read", "fraud.lists"] },
        { "DELETE", $"/v1/list-entries/{Guid.Empty}", ["risk-manager"], ["fraud.lists"] },
        { "GET", "/v1/shadow-report", ["risk-manager"], ["fraud.analyse"] },
        { "GET", "/v1/thresholds/cost", ["risk-manager"], ["fraud.analyse"] },
        { "GET", "/v1/thresholds/cost.svg", ["risk-manager"], ["fraud.analyse"] },
        { "GET", "/v1/performance", ["risk-manager"], ["fraud.analyse"] },
        { "POST", "/v1/backtests", ["risk-manager"], ["fraud.analyse"] },
        { "GET", "/v1/backtests", ["risk-manager"], ["fraud.analyse"] },
        { "GET", $"/v1/backtests/{Guid.Empty}", ["risk-manager"], ["fraud.analyse"] },
        { "GET", $"/v1/backtests/{Guid.Empty}/report", ["risk-manager"], ["fraud.analyse"] },
        { "POST", $"/v1/backtests/{Guid.Empty}/cancel", ["risk-manager"], ["fraud.analyse"] },
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

    [Fact]
    public void Every_endpoint_stands_in_the_table_once() => _access.CoversAll(Endpoints);

    [Fact]
    public void Every_permission_of_the_service_is_asked_for_somewhere_and_every_role_and_scope_of_it_is_tried()
    {
        var asked = ServedEndpoint.AllOf(fraud).Select(endpoint => endpoint.Endpoint.Metadata.GetRequiredMetadata<Permission>()).ToHashSet();

        asked.SetEquals(FraudAccess.Table.Permissions).ShouldBeTrue();
        FraudAccess.Table.Permissions.SelectMany(permission => permission.Roles).Except(Roles).ShouldBeEmpty();
        FraudAccess.Table.Permissions.SelectMany(permission => permission.Scopes).Except(Scopes).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public Task Only_those_in_the_table_get_in(string method, string path, string[] roles, string[] scopes) =>
        Check(path).AdmitsOnlyAsync(method, path, roles, scopes);

    [Theory]
    [MemberData(nameof(Endpoints))]
    public Task Nobody_gets_in_without_a_token(string method, string path, string[] roles, string[] scopes)
    {
        _ = (roles, scopes);
        return Check(path).RefusesTheAnonymousAsync(method, path);
    }

    private AccessCheck<Program> Check(string path) => path.EndsWith("/attachments", StringComparison.Ordinal) ? _forms : _access;
}
