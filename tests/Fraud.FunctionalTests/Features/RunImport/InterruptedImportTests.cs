using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using Fraud.Api.Domain.Imports;
using Fraud.Api.Features.RunImport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Fraud.FunctionalTests.Features.RunImport;

/// <summary>A service with small limits and batches, whose clock the tests move.</summary>
public sealed class SmallImportsFixture() : ServiceFixture<Program>("frauddb")
{
    public const int ChunkBytes = 65_536;
    public const int Open = 3;

    public override FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        new("Imports:ChunkBytes", $"{ChunkBytes}"), new("Imports:Open", $"{Open}"), new("Imports:BatchRows", "100"),
        new("Imports:Errors", "5"), new("Imports:PollInterval", "00:00:00.050"), new("Imports:FileBytes", "1000000"),
        new("Imports:UnpackedBytes", "3000000"),
    ];
}

public sealed class InterruptedImportTests(SmallImportsFixture fraud) : IClassFixture<SmallImportsFixture>
{
    private HttpClient Client => fraud.CreateClient(scopes: ["fraud.import"]);

    [Fact]
    public async Task A_worker_that_dies_in_the_middle_is_followed_by_one_that_goes_on_and_nothing_is_there_twice()
    {
        using var client = Client;
        // Somebody holds a payment of the sixth batch back: there the worker waits, and there it is killed.
        var lines = Upload.Lines(1_000);
        await using var holder = new Npgsql.NpgsqlConnection(fraud.Database.ConnectionString);
        await holder.OpenAsync();
        var held = await holder.BeginTransactionAsync();
        await using (var insert = new Npgsql.NpgsqlCommand(
            $"""
            INSERT INTO fraud.transactions (id, customer_id, terminal_id, amount, currency, base_amount, at, recorded_at)
            VALUES ('{Upload.IdOf(lines[550])}', 'c', 't', 1, 'EUR', 1, now(), now())
            """, holder))
        {
            await insert.ExecuteNonQueryAsync();
        }

        var file = Upload.File(lines);
        var id = await client.UploadAsync(file);
        await Eventually.TrueAsync(async () => (int)(await client.GetImportAsync(id))["rows"]! == 500, "five batches are stored");
        var killed = await Eventually.GetAsync<object>(
            async () => await fraud.Database.ScalarAsync<int>(
                "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%INSERT INTO fraud.transactions%'") is var pid and > 0 ? pid : null,
            "the worker waits");

        await fraud.Database.ExecuteAsync($"SELECT pg_terminate_backend({killed})");
        await held.RollbackAsync();

        var ended = await client.EndedAsync(id);
        ended.Counts().ShouldBe((1_000, 1_000, 0, 0, 0));
        var ids = lines.Select(Upload.IdOf).ToArray();
        (await InDatabaseAsync(database => database.Transactions.CountAsync(transaction => ids.Contains(transaction.Id)))).ShouldBe(1_000);
    }

    [Fact]
    public async Task Two_workers_share_the_imports_and_none_is_read_twice()
    {
        using var client = Client;
        var files = Enumerable.Range(0, SmallImportsFixture.Open).Select(_ => Upload.File(Upload.Lines(400))).ToArray();
        var ids = new List<string>();
        foreach (var file in files)
        {
            ids.Add(await client.UploadAsync(file));
        }

        using var stop = new CancellationTokenSource();
        var others = Enumerable.Range(0, 2).Select(_ => WorkAsync(stop.Token)).ToArray();
        foreach (var id in ids)
        {
            (await client.EndedAsync(id)).Counts().ShouldBe((400, 400, 0, 0, 0));
        }

        await stop.CancelAsync();
        await Task.WhenAll(others);
    }

    [Fact]
    public async Task Errors_are_kept_up_to_a_limit_and_counted_beyond_it()
    {
        using var client = Client;

        var import = await client.ImportAsync(Upload.File(Enumerable.Range(0, 250).Select(i => $"x{i},never,c,t,1,0")));

        import.Counts().ShouldBe((250, 0, 0, 0, 250));
        ((int)import["errorsKept"]!).ShouldBe(5);
    }

    [Fact]
    public async Task There_are_limits_on_pieces_files_and_open_imports()
    {
        using var client = Client;
        var ids = new List<string>();
        for (byte i = 0; i < SmallImportsFixture.Open; i++)
        {
            ids.Add((await client.StartAsync(Upload.Announcement([i, 1, 2]).With("bytes", 900_000))).ImportId());
        }

        using var oneMore = await client.PostAsJsonAsync("/v1/imports", Upload.Announcement([99]));
        await oneMore.ReadProblemAsync(HttpStatusCode.Conflict);
        using var large = await client.PutAsync(ids[0], 0, new byte[SmallImportsFixture.ChunkBytes + 1]);
        await large.ReadProblemAsync(HttpStatusCode.RequestEntityTooLarge);
        using var largeFile = await client.PostAsJsonAsync("/v1/imports", Upload.Announcement([1]).With("bytes", 1_000_001));
        await largeFile.ReadProblemAsync(HttpStatusCode.BadRequest, "bytes");
        foreach (var id in ids)
        {
            await client.CancelAsync(id);
        }
    }

    [Fact]
    public async Task A_small_file_that_unpacks_to_a_large_one_fails_with_the_rows_before_it()
    {
        using var client = Client;
        using var zipped = new MemoryStream();
        await using (var zip = new GZipStream(zipped, CompressionLevel.Fastest, leaveOpen: true))
        {
            await zip.WriteAsync(Upload.File(Upload.Lines(250)));
            await zip.WriteAsync(Enumerable.Repeat((byte)'\n', 3_000_000).ToArray());
        }

        var import = await client.ImportAsync(zipped.ToArray());

        ((string)import["failure"]!).ShouldContain("3000000 bytes when unpacked");
        import.Counts().ShouldBe((250, 250, 0, 0, 0));
    }

    [Fact]
    public async Task Uploads_nobody_goes_on_with_are_cancelled_and_old_imports_forgotten()
    {
        using var client = Client;
        var id = (await client.StartAsync(Upload.Announcement([7, 7, 7]))).ImportId();
        (await client.PutAsync(id, 0, [7])).Dispose();
        var retention = fraud.Services.GetServices<IHostedService>().OfType<ImportRetention>().Single();

        fraud.Clock.Advance(TimeSpan.FromDays(6));
        await retention.TidyAsync(default);
        ((string?)(await client.GetImportAsync(id))["state"]).ShouldBe("uploading");
        fraud.Clock.Advance(TimeSpan.FromDays(2));
        await retention.TidyAsync(default);
        ((string?)(await client.GetImportAsync(id))["state"]).ShouldBe("cancelled");
        (await InDatabaseAsync(database => database.ImportChunks.CountAsync(chunk => chunk.ImportId == Guid.Parse(id)))).ShouldBe(0);
        fraud.Clock.Advance(TimeSpan.FromDays(91));
        await retention.TidyAsync(default);

        using var gone = await client.GetAsync($"/v1/imports/{id}");
        gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_can_never_be_stored_fails_in_the_end_and_lets_others_pass()
    {
        using var client = Client;
        var id = (await client.StartAsync(Upload.Announcement([8, 8]))).ImportId();
        await InDatabaseAsync(database => database.Imports.Where(import => import.Id == Guid.Parse(id))
            .ExecuteUpdateAsync(import => import.SetProperty(i => i.State, ImportState.Running).SetProperty(i => i.Attempts, 10)));

        var ended = await client.EndedAsync(id);

        ((string?)ended["state"]).ShouldBe("failed");
        ((string)ended["failure"]!).ShouldContain("without any progress");
    }

    private Task<T> InDatabaseAsync<T>(Func<Fraud.Api.Data.FraudDbContext, Task<T>> work) =>
        fraud.InScopeAsync(services => work(services.GetRequiredService<Fraud.Api.Data.FraudDbContext>()));

    // What another replica does.
    private async Task WorkAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await fraud.InScopeAsync(services => services.GetRequiredService<ImportRun>().TakeAsync(default));
        }
    }
}
