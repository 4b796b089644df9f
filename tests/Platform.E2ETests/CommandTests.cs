using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Platform.Messaging.Topology;
using Platform.TestKit;
using RabbitMQ.Client;

namespace Platform.E2ETests;

/// <summary>The commands of the dashboard, executed as it does.</summary>
[Collection(PlatformCollection.Name)]
public sealed class CommandTests(PlatformFixture platform)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_token_for_a_role_opens_what_the_role_may_see_and_nothing_else()
    {
        var result = await ExecuteAsync("identity", "token", ("role", "analyst"));

        result.Success.ShouldBeTrue(result.Message);
        (await StatusAsync("fraud-api", "/v1/transactions/none", result.Data!.Value)).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync("retail-api", "/v1/summary", result.Data.Value)).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_token_for_a_role_that_nobody_has_is_refused()
    {
        var result = await ExecuteAsync("identity", "token", ("role", "emperor"));

        result.Success.ShouldBeFalse();
        result.Data.ShouldBeNull();
    }

    [Fact]
    public async Task A_dead_letter_is_sent_to_its_queue_again_by_an_operator()
    {
        await SendAsync(QueueNames.Subscription("retail", "fraud.transaction-screened.v1"), "no event");
        using var retail = await platform.ClientAsync("retail-api", "operator");
        await Eventually.TrueAsync(async () => await CountAsync(retail, "/v1/dead-letters?limit=100", "deadLetters") > 0, "the message is parked");

        var result = await ExecuteAsync("retail-api", "redrive");

        result.Success.ShouldBeTrue(result.Message);
        result.Message.ShouldNotBeNull().ShouldStartWith("1 sent again");
        (await CountAsync(retail, "/v1/dead-letters/actions", "actions")).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task The_simulators_pace_is_what_was_asked_for_and_nothing_that_means_none()
    {
        using var simulator = await platform.ClientAsync("simulator", "operator");

        var faster = await ExecuteAsync("simulator", "pace", ("factor", "2.5"));
        faster.Success.ShouldBeTrue(faster.Message);
        (await PaceAsync(simulator)).ShouldBe(2.5);

        foreach (var nonsense in new[] { "-1", "fast", "1e9", "" })
        {
            (await ExecuteAsync("simulator", "pace", ("factor", nonsense))).Success.ShouldBeFalse(nonsense);
        }

        (await PaceAsync(simulator)).ShouldBe(2.5);
        (await ExecuteAsync("simulator", "pace", ("factor", "1"))).Success.ShouldBeTrue();
    }

    [Fact]
    public async Task A_service_that_is_stopped_from_the_page_is_seen_stopped_while_the_others_carry_on_and_starts_again()
    {
        using var fraud = await platform.ClientAsync("fraud-api", "operator");

        var stopped = await ExecuteAsync("healthcare-api", KnownResourceCommands.StopCommand);
        stopped.Success.ShouldBeTrue(stopped.Message);
        using (var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5)))
        {
            await platform.App.ResourceNotifications.WaitForResourceAsync("healthcare-api", KnownResourceStates.TerminalStates, limit.Token);
        }

        (await fraud.GetAsync("/v1/summary")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ExecuteAsync("healthcare-api", KnownResourceCommands.StartCommand)).Success.ShouldBeTrue();
        using var again = new CancellationTokenSource(Limit);
        await platform.WaitUntilHealthyAsync(again.Token);
    }

    [Fact]
    public async Task A_reset_empties_databases_and_queues_and_everything_works_again()
    {
        await Scanners.TakeXRayAsync(platform, "e2e-before-reset");

        var result = await ExecuteAsync("postgres", "reset");

        result.Success.ShouldBeTrue(result.Message);
        using var limit = new CancellationTokenSource(Limit);
        await platform.WaitUntilHealthyAsync(limit.Token);
        using (var radiologist = await platform.ClientAsync("healthcare-api", "radiologist"))
        {
            (await radiologist.GetStringAsync("/v1/worklist?limit=100")).ShouldNotContain("e2e-before-reset");
        }

        await Scanners.TakeXRayAsync(platform, "e2e-after-reset");
    }

    private Task<ExecuteCommandResult> ExecuteAsync(string resource, string command, params (string Name, string Value)[] arguments) =>
        platform.App.Services.GetRequiredService<ResourceCommandService>().ExecuteCommandAsync(
            resource,
            command,
            new InteractionInputCollection([.. arguments.Select(argument => new InteractionInput { Name = argument.Name, InputType = InputType.Text, Value = argument.Value })]),
            CancellationToken.None);

    private async Task SendAsync(string queue, string message)
    {
        var broker = new ConnectionFactory { Uri = new Uri((await platform.App.GetConnectionStringAsync("messaging"))!) };
        await using var connection = await broker.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.BasicPublishAsync("", queue, Encoding.UTF8.GetBytes(message));
    }

    private async Task<HttpStatusCode> StatusAsync(string service, string path, string token)
    {
        using var client = await platform.ClientAsync(service);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return (await client.GetAsync(path)).StatusCode;
    }

    private static async Task<double> PaceAsync(HttpClient simulator) =>
        (await simulator.GetFromJsonAsync<JsonElement>("/v1/pace")).GetProperty("factor").GetDouble();

    private static async Task<int> CountAsync(HttpClient client, string path, string list) =>
        (await client.GetFromJsonAsync<JsonElement>(path)).GetProperty(list).GetArrayLength();
}
