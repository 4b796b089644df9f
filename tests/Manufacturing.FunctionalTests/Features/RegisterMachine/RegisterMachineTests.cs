using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;

namespace Manufacturing.FunctionalTests.Features.RegisterMachine;

[Collection(ManufacturingCollection.Name)]
public sealed class RegisterMachineTests(ManufacturingFixture manufacturing)
{
    public static TheoryData<string, string> WrongValues => new()
    {
        { "kind", "\"toaster\"" },
        { "kind", "1" },
        { "kind", "null" },
        { "name", "\"\"" },
        { "name", $"\"{new string('x', 101)}\"" },
        { "name", "17" },
        { "name", "null" },
        { "limit", "0" },
        { "limit", "100.5" },
        { "limit", "-30" },
        { "limit", "1e300" },
        { "limit", "\"30\"" },
        { "limit", "NaN" },
        { "colour", "1" },
    };

    [Fact]
    public async Task A_new_machine_is_created_and_can_be_found()
    {
        var id = Requests.NewId();

        using var response = await PutAsync(id, Requests.Machine("scanner", 40, "X-ray room 2"));

        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        response.Headers.Location.ShouldNotBeNull().ToString().ShouldBe($"/v1/machines/{id}");
        var machine = await manufacturing.GetAsync(id);
        ((string?)machine["kind"]).ShouldBe("scanner");
        ((string?)machine["name"]).ShouldBe("X-ray room 2");
        ((double)machine["limit"]!).ShouldBe(40);
        machine["latestCycle"].ShouldBeNull();
        machine["prediction"].ShouldBeNull();
    }

    [Fact]
    public async Task A_known_machine_is_changed_and_keeps_what_it_reported()
    {
        var id = await manufacturing.RegisteredAsync();
        await manufacturing.RecordAsync(Requests.Readings(Requests.Cycles(id, 1, 5)));

        using var response = await PutAsync(id, Requests.Machine("line", 55, "Line 7"));

        await response.ReadOkAsync();
        var machine = await manufacturing.GetAsync(id);
        ((string?)machine["kind"]).ShouldBe("line");
        ((double)machine["limit"]!).ShouldBe(55);
        ((int)machine["latestCycle"]!).ShouldBe(5);
        machine["prediction"].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_machine_registered_many_times_at_once_is_created_once()
    {
        var id = Requests.NewId();

        var responses = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => PutAsync(id, Requests.Machine())));

        responses.Count(response => response.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        responses.Count(response => response.StatusCode == HttpStatusCode.OK).ShouldBe(9);
    }

    [Theory]
    [MemberData(nameof(WrongValues))]
    public async Task A_wrong_value_is_refused_and_nothing_stored(string member, string value)
    {
        var id = Requests.NewId();
        var machine = Requests.Machine().Without(member).ToJsonString();

        using var response = await PutAsync(id, $"{machine[..^1]},\"{member}\":{value}}}");

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, value == "NaN" ? null : member);
        await NothingIsStoredAsync(id);
    }

    [Theory]
    [InlineData("kind")]
    [InlineData("name")]
    [InlineData("limit")]
    public async Task A_missing_member_is_refused_and_nothing_stored(string member)
    {
        var id = Requests.NewId();

        using var response = await PutAsync(id, Requests.Machine().Without(member));

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, member);
        await NothingIsStoredAsync(id);
    }

    [Theory]
    [InlineData("has%20space")]
    [InlineData("%3Cscript%3E")]
    [InlineData("line%0Abreak")]
    public async Task An_impossible_id_is_refused(string id)
    {
        using var response = await PutAsync(id, Requests.Machine());

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, "id");
    }

    private Task<HttpResponseMessage> PutAsync(string id, JsonObject machine) => PutAsync(id, machine.ToJsonString());

    private async Task<HttpResponseMessage> PutAsync(string id, string body)
    {
        using var client = manufacturing.Planner;
        return await client.PutAsync($"/v1/machines/{id}", new StringContent(body, Encoding.UTF8, "application/json"));
    }

    private async Task NothingIsStoredAsync(string id) =>
        (await manufacturing.InDatabaseAsync(database => database.Machines.CountAsync(machine => machine.Id == id))).ShouldBe(0);
}
