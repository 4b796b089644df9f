using System.Net;
using System.Net.Http.Json;
using Platform.Cli;
using Platform.Cli.Importing;
using Platform.Cli.Verbs;

namespace Cli.Tests.Importing;

public sealed class HistoryImportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("platform-").FullName;
    private readonly Service _service = new();
    private readonly List<string> _tokens = [];

    [Fact]
    public async Task A_file_is_uploaded_in_the_pieces_that_the_service_wants()
    {
        (await RunAsync("0123456789")).ShouldBe(0);

        _service.Content.ToArray().ShouldBe("0123456789"u8.ToArray());
        _service.Requests.ShouldBe(
        [
            "POST /v1/imports",
            $"PUT /v1/imports/{Service.Id}/content?offset=0",
            $"PUT /v1/imports/{Service.Id}/content?offset=4",
            $"PUT /v1/imports/{Service.Id}/content?offset=8",
        ]);
    }

    [Fact]
    public async Task An_upload_goes_on_where_the_last_one_stopped()
    {
        _service.Content.Write("0123456"u8);

        (await RunAsync("0123456789")).ShouldBe(0);

        _service.Content.ToArray().ShouldBe("0123456789"u8.ToArray());
        _service.Requests[1].ShouldEndWith("offset=7");
    }

    [Fact]
    public async Task A_service_that_is_away_for_a_moment_is_waited_for()
    {
        _service.Content.Write("0123"u8);
        _service.Instead.Enqueue(() => new HttpResponseMessage(HttpStatusCode.OK) { Content = JsonContent.Create(Service.Status("uploading") with { Received = 4 }) });
        _service.Instead.Enqueue(() => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable));
        _service.Instead.Enqueue(() => throw new HttpRequestException("connection refused"));

        (await RunAsync("0123456789")).ShouldBe(0);

        _service.Content.ToArray().ShouldBe("0123456789"u8.ToArray());
    }

    [Fact]
    public async Task Errors_are_written_beside_the_file_and_told_by_the_exit_code()
    {
        _service.Ended = Service.Status("done") with { Rows = 5, Imported = 3, Rejected = 2, ErrorsKept = 2 };

        (await RunAsync("0123456789")).ShouldBe(HistoryImport.WithErrors);

        (await File.ReadAllTextAsync(FilePath + ".errors.csv")).ShouldStartWith("line,column");
    }

    [Fact]
    public async Task A_file_that_the_service_cannot_read_is_wrong_input()
    {
        _service.Ended = Service.Status("failed") with { Failure = "no column is named TX_AMOUNT." };

        var failure = await Should.ThrowAsync<CommandFailedException>(() => RunAsync("0123456789"));

        failure.ExitCode.ShouldBe(HistoryImport.WrongInput);
        failure.Message.ShouldContain("no column is named TX_AMOUNT");
    }

    [Fact]
    public async Task A_token_that_ran_out_is_renewed_once()
    {
        _service.Instead.Enqueue(() => new HttpResponseMessage(HttpStatusCode.OK) { Content = JsonContent.Create(Service.Status("uploading")) });
        _service.Instead.Enqueue(() => new HttpResponseMessage(HttpStatusCode.Unauthorized));

        (await RunAsync("0123456789")).ShouldBe(0);

        _tokens.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, "fraud.import")]
    [InlineData(HttpStatusCode.Forbidden, "fraud.import")]
    [InlineData(HttpStatusCode.BadRequest, "currency is unknown")]
    public async Task A_refusal_is_told_in_the_words_of_the_service(HttpStatusCode status, string words)
    {
        _service.Instead.Enqueue(() => new HttpResponseMessage(status)
        {
            Content = JsonContent.Create(new { errors = new { currency = new[] { "is unknown" } } }),
        });

        var failure = await Should.ThrowAsync<CommandFailedException>(() => RunAsync("0123456789"));

        failure.ExitCode.ShouldBe(HistoryImport.WrongInput);
        failure.Message.ShouldContain(words);
    }

    [Fact]
    public async Task No_service_is_told_at_once()
    {
        _service.Instead.Enqueue(() => throw new HttpRequestException("connection refused"));

        var failure = await Should.ThrowAsync<CommandFailedException>(() => RunAsync("0123456789"));

        failure.Message.ShouldContain("./platform up");
    }

    [Fact]
    public async Task Interrupted_it_stops_between_two_pieces()
    {
        using var interruption = new CancellationTokenSource();
        _service.Instead.Enqueue(() => new HttpResponseMessage(HttpStatusCode.OK) { Content = JsonContent.Create(Service.Status("uploading")) });
        _service.Instead.Enqueue(() =>
        {
            interruption.Cancel();
            throw new OperationCanceledException(interruption.Token);
        });

        await Should.ThrowAsync<OperationCanceledException>(() => RunAsync("0123456789", interruption.Token));

        _service.Requests.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("PAR1rest", null, "parquet")]
    [InlineData("id,at", null, "csv")]
    [InlineData("PAR1rest", "csv", "csv")]
    public async Task The_format_is_told_by_the_first_bytes_unless_it_is_named(string content, string? format, string expected)
    {
        await File.WriteAllTextAsync(FilePath, content);

        (await HistoryFile.OpenAsync(FilePath, format, default)).Format.ShouldBe(expected);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task A_missing_or_empty_file_is_wrong_input(string? content)
    {
        if (content is not null)
        {
            await File.WriteAllTextAsync(FilePath, content);
        }

        var failure = await Should.ThrowAsync<CommandFailedException>(() => HistoryFile.OpenAsync(FilePath, null, default));

        (failure.ExitCode, failure.Message.Contains(FilePath, StringComparison.Ordinal)).ShouldBe((HistoryImport.WrongInput, true));
    }

    [Fact]
    public void Columns_are_named_as_field_and_column()
    {
        ImportVerb.Columns(["customer=CUST_NO", "at=When = then"]).ShouldBe(
            new Dictionary<string, string> { ["customer"] = "CUST_NO", ["at"] = "When = then" });
        Should.Throw<CommandFailedException>(() => ImportVerb.Columns(["customer"])).Message.ShouldContain("customer=CUST_NO");
        Should.Throw<CommandFailedException>(() => ImportVerb.Columns(["customer=A", "customer=B"])).Message.ShouldContain("twice");
    }

    [Fact]
    public void The_service_is_that_of_this_machine_or_the_one_named()
    {
        var local = new Uri("http://localhost:7210");
        ImportVerb.Address(null, local).ShouldBe(local);
        ImportVerb.Address("https://fraud.example.com", local).ShouldBe(new Uri("https://fraud.example.com"));
        Should.Throw<CommandFailedException>(() => ImportVerb.Address("fraud.example.com", local)).Message.ShouldContain("--url");
    }

    [Fact]
    public void Everything_on_the_command_line_is_understood()
    {
        var line = ImportVerb.Create().Parse(
            ["fraud", "--file", "f", "--format", "csv", "--currency", "USD", "--label-delay", "3", "--map", "at=A", "--map", "customer=B", "--url", "http://x", "--token", "t"]);

        line.Errors.ShouldBeEmpty();
        line.GetValue<string[]>("--map").ShouldBe(["at=A", "customer=B"]);
        line.GetValue<FileInfo>("--file")!.Name.ShouldBe("f");
        line.GetValue<int>("--label-delay").ShouldBe(3);
        ImportVerb.Create().Parse(["fraud"]).Errors.ShouldNotBeEmpty();
    }

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _service.Dispose();
    }

    private string FilePath => Path.Combine(_folder, "history.csv");

    private async Task<int> RunAsync(string content, CancellationToken cancellationToken = default)
    {
        await File.WriteAllTextAsync(FilePath, content, CancellationToken.None);
        var file = await HistoryFile.OpenAsync(FilePath, null, CancellationToken.None);
        using var client = new ImportClient(
            new Uri("http://service"),
            _ =>
            {
                _tokens.Add("token");
                return Task.FromResult("token");
            },
            _service);
        using var log = new StringWriter();
        return await new HistoryImport(client, new ProgressLine(log, isTerminal: false), TimeProvider.System)
            .RunAsync(file, new Announcement(file.Name, file.Format, file.Bytes, file.Sha256, null, 7, []), cancellationToken);
    }
}
