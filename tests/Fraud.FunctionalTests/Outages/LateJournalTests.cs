using System.Diagnostics;
using System.Net.Http.Json;
using Fraud.Contracts.V1;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Fraud.FunctionalTests.Outages;

/// <summary>Payments that were answered at their deadline outlive the process that answered them.</summary>
public sealed class LateJournalTests(OutageFixture fraud) : IClassFixture<OutageFixture>, IDisposable
{
    private const int Payments = 200;

    private readonly string _folder = Directory.CreateTempSubdirectory("platform-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_service_that_stops_while_its_database_is_away_leaves_them_to_the_next_which_scores_each_once()
    {
        await using var subscription = await fraud.Broker.SubscribeAsync(TransactionScreened.Type);
        string[] answered;
        await using (var service = await StartAsync(_folder))
        {
            fraud.DatabaseNetwork.Refuse();
            answered = await AnswersAsync(service);
        }

        fraud.DatabaseNetwork.Forward();
        await using var next = await StartAsync(_folder);

        await ScoredOnceAsync(answered, subscription);
    }

    [Fact]
    public async Task A_service_that_is_killed_leaves_them_to_the_next_which_scores_each_once()
    {
        await using var subscription = await fraud.Broker.SubscribeAsync(TransactionScreened.Type);
        await using var service = await StartAsync(Path.Combine(_folder, "killed"));
        fraud.DatabaseNetwork.Refuse();
        var answered = await AnswersAsync(service);
        // What is on disk at this moment; this process is its owner as long as it lives.
        using (var copy = Process.Start("cp", ["-r", Path.Combine(_folder, "killed"), Path.Combine(_folder, "left")]))
        {
            await copy.WaitForExitAsync();
        }

        await using var next = await StartAsync(Path.Combine(_folder, "left"), fraud.Database.ConnectionString);

        await ScoredOnceAsync(answered, subscription);
        await service.DisposeAsync();
        fraud.DatabaseNetwork.Forward();
    }

    [Fact]
    public async Task A_service_that_stops_with_its_database_scores_them_first()
    {
        await using var subscription = await fraud.Broker.SubscribeAsync(TransactionScreened.Type);
        string[] answered;
        await using (var service = await StartAsync(folder: null, drain: "00:00:15"))
        {
            fraud.DatabaseNetwork.Refuse();
            answered = await AnswersAsync(service);
            fraud.DatabaseNetwork.Forward();
        }

        (await ScoredAsync(answered)).ShouldBe(Payments);
        await ScoredOnceAsync(answered, subscription);
    }

    private Task<WebApplicationFactory<Program>> StartAsync(string? folder, string? database = null, string drain = "00:00:00.500") =>
        fraud.StartReplicaAsync(builder =>
        {
            builder.UseSetting("Screening:LateJournal", folder);
            builder.UseSetting("Screening:LateDrain", drain);
            builder.UseSetting("Screening:LateFlush", "00:00:10"); // the disk is shared with whatever else is tested
            if (database is not null)
            {
                builder.UseSetting("ConnectionStrings:frauddb", database);
            }
        });

    private async Task<string[]> AnswersAsync(WebApplicationFactory<Program> service)
    {
        using var client = Client(service);
        return await Task.WhenAll(Enumerable.Range(0, Payments).Select(async _ =>
        {
            var payment = Requests.Payment().With("deadlineMs", 200);
            using var response = await client.PostAsJsonAsync("/v1/transactions", payment);
            var answer = await response.ReadOkAsync();
            ((bool)answer["deadlineMissed"]!).ShouldBeTrue();
            ((bool)answer["scoredAfterwards"]!).ShouldBeTrue();
            return payment.Id();
        }));
    }

    private async Task ScoredOnceAsync(string[] answered, TestSubscription subscription)
    {
        await Eventually.TrueAsync(async () => await ScoredAsync(answered) == answered.Length, "all are scored", TimeSpan.FromSeconds(60));
        var published = new Dictionary<string, HashSet<Guid>>();
        await Eventually.TrueAsync(
            async () =>
            {
                while (await subscription.TryNextAsync() is { } message)
                {
                    var id = message.Read(FraudContractsJson.Default.TransactionScreened).TransactionId;
                    (published.TryGetValue(id, out var known) ? known : published[id] = []).Add(message.Envelope!.Id);
                }

                return answered.All(published.ContainsKey);
            },
            "all are published");
        published.Values.ShouldAllBe(events => events.Count == 1);
    }

    private Task<long> ScoredAsync(string[] answered) => fraud.Database.ScalarAsync<long>(
        $"SELECT count(*) FROM fraud.decisions WHERE answered_as = 'Approve' AND transaction_id IN ({string.Join(',', answered.Select(id => $"'{id}'"))})");

    private HttpClient Client(WebApplicationFactory<Program> service)
    {
        using var known = fraud.Payments;
        var client = service.CreateDefaultClient();
        client.DefaultRequestHeaders.Authorization = known.DefaultRequestHeaders.Authorization;
        return client;
    }
}
