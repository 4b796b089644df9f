using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Fraud.FunctionalTests.Features.Cases;

[Collection(FraudCollection.Name)]
public sealed class AttachCaseFileTests(FraudFixture fraud)
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    private readonly string _ann = CaseCalls.NewAnalyst("ann");

    [Fact]
    public async Task A_file_comes_back_as_a_download_of_the_type_of_its_content()
    {
        var id = await fraud.CaseAsync(takenBy: _ann);

        var attached = await AttachedAsync(id, Png, "receipt.html", "text/html");

        ((string?)attached["kind"]).ShouldBe("png");
        using var client = fraud.Analyst;
        using var download = await client.GetAsync(new Uri($"/v1/cases/{id}/attachments/{attached["fileId"]}", UriKind.Relative));
        download.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await download.Content.ReadAsByteArrayAsync()).ShouldBe(Png);
        download.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        download.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        download.Content.Headers.ContentDisposition.FileName.ShouldBe("receipt.html");
        download.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        var file = await fraud.CaseFileAsync(id);
        file["files"].Texts("name").ShouldBe(["receipt.html"]);
        ((string?)file["history"]![0]!["action"]).ShouldBe("file-attached");
        ((string?)file["history"]![0]!["about"]).ShouldBe((string?)attached["fileId"]);
    }

    [Fact]
    public async Task A_file_of_another_case_is_not_found_under_this_one()
    {
        var (id, other) = (await fraud.CaseAsync(takenBy: _ann), await fraud.CaseAsync());
        var attached = await AttachedAsync(id, Png);
        using var client = fraud.Analyst;

        using var download = await client.GetAsync(new Uri($"/v1/cases/{other}/attachments/{attached["fileId"]}", UriKind.Relative));

        await download.ReadProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_file_that_is_none_of_the_kinds_is_refused_whatever_it_is_called()
    {
        var id = await fraud.CaseAsync(takenBy: _ann);

        using var response = await PostAsync(id, [0x4D, 0x5A, 0x90, 0x00], "receipt.png", "image/png");

        await response.ReadProblemAsync(HttpStatusCode.UnsupportedMediaType);
        await HasNoFilesAsync(id);
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused()
    {
        var id = await fraud.CaseAsync(takenBy: _ann);

        using var response = await PostAsync(id, [.. Png, .. new byte[2 << 20]]);

        await response.ReadProblemAsync(HttpStatusCode.RequestEntityTooLarge);
        await HasNoFilesAsync(id);
    }

    [Fact]
    public async Task An_empty_file_is_refused()
    {
        var id = await fraud.CaseAsync(takenBy: _ann);

        using var response = await PostAsync(id, []);

        await response.ReadProblemAsync(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task A_name_that_is_a_path_is_refused()
    {
        var id = await fraud.CaseAsync(takenBy: _ann);

        using var response = await PostAsync(id, Png, "../receipt.png");

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, "file");
        await HasNoFilesAsync(id);
    }

    [Fact]
    public async Task Only_who_holds_the_case_attaches_to_it()
    {
        var id = await fraud.CaseAsync();

        using var response = await PostAsync(id, Encoding.UTF8.GetBytes("seen"), "note.txt");

        await response.ReadProblemAsync(HttpStatusCode.Conflict);
        await HasNoFilesAsync(id);
    }

    [Fact]
    public async Task No_case_takes_more_files_than_the_settings_allow()
    {
        var id = await fraud.CaseAsync(takenBy: _ann);
        for (var i = 0; i < 20; i++)
        {
            await AttachedAsync(id, Png);
        }

        using var response = await PostAsync(id, Png);

        ((string?)(await response.ReadProblemAsync(HttpStatusCode.Conflict))["reason"]).ShouldBe("too-many-files");
    }

    [Fact]
    public async Task Only_analysts_attach_files()
    {
        var access = new AccessCheck<Program>(
            fraud, ["payments", "analyst", "risk-manager", "operator"], ["fraud.cases", "fraud.read"], _ => new MultipartFormDataContent("part"));
        var path = $"/v1/cases/{Guid.Empty}/attachments";

        await access.AdmitsOnlyAsync("POST", path, ["analyst", "risk-manager"], ["fraud.cases"]);
        await access.RefusesTheAnonymousAsync("POST", path);
    }

    private async Task HasNoFilesAsync(Guid id) => (await fraud.CaseFileAsync(id))["files"]!.AsArray().ShouldBeEmpty();

    private async Task<JsonObject> AttachedAsync(Guid id, byte[] content, string name = "receipt.png", string type = "image/png")
    {
        using var response = await PostAsync(id, content, name, type);
        return await response.ReadOkAsync();
    }

    private async Task<HttpResponseMessage> PostAsync(Guid id, byte[] content, string name = "receipt.png", string type = "image/png")
    {
        using var client = fraud.CreateClient(role: "analyst", subject: _ann);
        using var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue(type);
        using var form = new MultipartFormDataContent { { file, "file", name } };
        return await client.PostAsync(new Uri($"/v1/cases/{id}/attachments", UriKind.Relative), form);
    }
}
