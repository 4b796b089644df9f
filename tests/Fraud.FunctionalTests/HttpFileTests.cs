using System.Text.RegularExpressions;

namespace Fraud.FunctionalTests;

/// <summary>One runnable request an endpoint: none forgotten, none twice, none of what is gone.</summary>
[Collection(FraudCollection.Name)]
public sealed partial class HttpFileTests(FraudFixture fraud)
{
    [Fact]
    public void There_is_one_request_for_each_endpoint()
    {
        var served = ServedEndpoint.AllOf(fraud);

        var written = HttpFile.Requests.Select(request =>
            ServedEndpoint.For(served, request.Method, request.Path)?.ToString() ?? $"nothing at {request.Method} {request.Path}");

        written.Order().ShouldBe(served.Select(endpoint => endpoint.ToString()).Order());
    }

    [Fact]
    public void Every_variable_is_declared_and_every_request_sends_a_token()
    {
        HttpFile.Requests.ShouldAllBe(request => request.Caller.Length > 0);
        HttpFile.Requests
            .SelectMany(request => Variable().Matches($"{request.Path} {request.Body}").Select(name => name.Groups[1].Value).Append(request.Caller))
            .Except(HttpFile.Variables)
            .ShouldBeEmpty();
    }

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Variable();
}
