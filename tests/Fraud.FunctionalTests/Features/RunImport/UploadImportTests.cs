using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;

namespace Fraud.FunctionalTests.Features.RunImport;

[Collection(FraudCollection.Name)]
public sealed class UploadImportTests(FraudFixture fraud)
{
    [Fact]
    public async Task An_upload_that_broke_off_goes_on_where_it_was()
    {
        using var client = fraud.Importer;
        var file = Upload.File(Upload.Lines(40));
        var first = await client.StartAsync(Upload.Announcement(file));
        (await client.PutAsync(first.ImportId(), 0, file[..1_000])).Dispose();

        var again = await client.StartAsync(Upload.Announcement(file)); // a client that knows nothing but its file

        again.ImportId().ShouldBe(first.ImportId());
        ((int)again["received"]!).ShouldBe(1_000);
        using var rest = await client.PutAsync(first.ImportId(), 1_000, file[1_000..]);
        await rest.ReadOkAsync();
        (await client.EndedAsync(first.ImportId())).Counts().ShouldBe((40, 40, 0, 0, 0));
        (await ChunksAsync(first.ImportId())).ShouldBe(0); // the file itself is not kept
    }

    [Fact]
    public async Task A_piece_sent_again_is_taken_once_and_one_from_elsewhere_is_sent_back()
    {
        using var client = fraud.Importer;
        var file = Upload.File(Upload.Lines(40));
        var id = (await client.StartAsync(Upload.Announcement(file))).ImportId();
        (await client.PutAsync(id, 0, file[..1_000])).Dispose();

        using var again = await client.PutAsync(id, 0, file[..1_000]);
        ((int)(await again.ReadOkAsync())["received"]!).ShouldBe(1_000);
        using var beyond = await client.PutAsync(id, 1_500, file[1_500..]);
        var problem = await beyond.ReadProblemAsync(HttpStatusCode.Conflict);
        ((int)problem["received"]!).ShouldBe(1_000);
        using var empty = await client.PutAsync(id, 1_000, []);
        await empty.ReadProblemAsync(HttpStatusCode.BadRequest);
        using var tooLong = await client.PutAsync(id, 1_000, file);
        await tooLong.ReadProblemAsync(HttpStatusCode.BadRequest);
        await client.CancelAsync(id);
    }

    [Fact]
    public async Task Cancelled_is_the_end()
    {
        using var client = fraud.Importer;
        var file = Upload.File(Upload.Lines(40));
        var id = (await client.StartAsync(Upload.Announcement(file))).ImportId();
        (await client.PutAsync(id, 0, file[..1_000])).Dispose();

        ((string?)(await client.CancelAsync(id))["state"]).ShouldBe("cancelled");

        using var rest = await client.PutAsync(id, 1_000, file[1_000..]);
        await rest.ReadProblemAsync(HttpStatusCode.Conflict);
        (await ChunksAsync(id)).ShouldBe(0);
        (await client.CancelAsync(id))["endedAt"].ShouldNotBeNull();
        (await client.ImportAsync(file)).Counts().ShouldBe((40, 40, 0, 0, 0)); // as a new one
    }

    [Theory]
    [InlineData("name", "\"\"")]
    [InlineData("name", "\"a\\u0000b\"")]
    [InlineData("format", "\"xml\"")]
    [InlineData("bytes", "0")]
    [InlineData("bytes", "99999999999999")]
    [InlineData("sha256", "\"ABC\"")]
    [InlineData("currency", "\"XXX\"")]
    [InlineData("labelDelayDays", "-1")]
    [InlineData("columns", "{\"who\":\"CUSTOMER\"}")]
    [InlineData("columns", "{\"customer\":\"\"}")]
    [InlineData("columns", "{\"customer\":null}")]
    public async Task A_wrong_announcement_is_refused(string member, string value)
    {
        using var client = fraud.Importer;

        using var response = await client.PostAsJsonAsync("/v1/imports", Upload.Announcement([1, 2, 3]).With(member, JsonNode.Parse(value)));

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, member);
    }

    [Fact]
    public async Task What_nobody_announced_is_not_found()
    {
        using var client = fraud.Importer;
        var nobody = Guid.CreateVersion7();

        using var put = await client.PutAsync($"{nobody}", 0, [1]);
        put.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        foreach (var path in new[] { $"/v1/imports/{nobody}", $"/v1/imports/{nobody}/errors" })
        {
            using var get = await client.GetAsync(path);
            get.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task The_latest_imports_are_listed_up_to_a_limit()
    {
        using var client = fraud.Importer;
        var id = (await client.ImportAsync(Upload.File(Upload.Lines(1)))).ImportId();

        using var response = await client.GetAsync("/v1/imports?limit=1");
        (await response.ReadOkAsync())["imports"]!.AsArray().ShouldHaveSingleItem()!.AsObject().ImportId().ShouldBe(id);
        using var tooMany = await client.GetAsync("/v1/imports?limit=101");
        await tooMany.ReadProblemAsync(HttpStatusCode.BadRequest, "limit");
    }

    private Task<int> ChunksAsync(string id) =>
        fraud.InDatabaseAsync(database => database.ImportChunks.CountAsync(chunk => chunk.ImportId == Guid.Parse(id)));
}

internal static class Cancelling
{
    public static async Task<JsonObject> CancelAsync(this HttpClient client, string id)
    {
        using var response = await client.PostAsync($"/v1/imports/{id}/cancel", null);
        return await response.ReadOkAsync();
    }
}
