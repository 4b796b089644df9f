using System.Globalization;
using System.IO.Compression;
using System.Net;
using Fraud.Api.Domain;
using Microsoft.EntityFrameworkCore;
using Parquet;
using Parquet.Schema;

namespace Fraud.FunctionalTests.Features.RunImport;

[Collection(FraudCollection.Name)]
public sealed class RunImportTests(FraudFixture fraud)
{
    [Fact]
    public async Task History_from_a_file_counts_in_the_windows_of_later_payments()
    {
        using var client = fraud.Importer;
        var (customer, terminal) = (Requests.NewId("customer"), Requests.NewId("terminal"));
        var lines = Upload.Lines(3, customer, terminal);

        var import = await client.ImportAsync(Upload.File(lines));

        ((string?)import["state"]).ShouldBe("done");
        import.Counts().ShouldBe((3, 3, 0, 0, 0));
        ((double)import["progress"]!).ShouldBe(1);
        var payment = Requests.Payment(customer: customer, terminal: terminal, at: Requests.Now.AddDays(-8));
        await fraud.ScoreAsync(payment);
        var features = (await fraud.GetAsync(payment.Id()))["decision"]!["features"]!.AsArray()
            .ToDictionary(feature => (string)feature!["name"]!, feature => (float)feature!["value"]!);
        features["customer_payments_30d"].ShouldBe(4);
        features["terminal_fraud_rate_30d"].ShouldBe(1f / 3, 1e-6f);
    }

    [Fact]
    public async Task Labels_of_a_file_are_written_down_with_who_imported_them()
    {
        using var client = fraud.CreateClient(scopes: ["fraud.import"], subject: "nightly");
        var at = new DateTimeOffset(Requests.Now.AddDays(-9).UtcDateTime.Date, TimeSpan.Zero);
        var unlabelled = Requests.Payment(at: at, amount: 10.25m);
        await fraud.ScoreAsync(unlabelled);
        var known = string.Create(
            CultureInfo.InvariantCulture, $"{unlabelled.Id()},{at:yyyy-MM-dd HH:mm:ss},{unlabelled["customerId"]},{unlabelled["terminalId"]},10.25,1");
        var lines = Upload.Lines(2);

        var import = await client.ImportAsync(Upload.File([.. lines, known]));

        import.Counts().ShouldBe((3, 2, 1, 1, 0));
        foreach (var (id, verdict) in new[] { (Upload.IdOf(lines[0]), "chargeback"), (Upload.IdOf(lines[1]), "genuine"), (unlabelled.Id(), "chargeback") })
        {
            var label = (await fraud.GetAsync(id))["labelHistory"]!.AsArray().ShouldHaveSingleItem()!;
            ((string?)label["verdict"], (string?)label["actor"], (string?)label["source"]).ShouldBe((verdict, "nightly", "import"));
        }
    }

    [Fact]
    public async Task A_gzipped_file_with_other_names_is_read_as_announced()
    {
        using var client = fraud.Importer;
        var id = Requests.NewId();
        using var zipped = new MemoryStream();
        await using (var zip = new GZipStream(zipped, CompressionLevel.Fastest, leaveOpen: true))
        {
            await zip.WriteAsync(System.Text.Encoding.UTF8.GetBytes($"NO;WHEN;CUST;POS;SUM;channel\n{id};2026-01-05T10:00:00Z;c;t;12.5;ecommerce\n"));
        }

        var import = await client.ImportAsync(zipped.ToArray(), Upload.Announcement(zipped.ToArray())
            .With("currency", "USD")
            .With("columns", new System.Text.Json.Nodes.JsonObject
            {
                ["transaction"] = "NO",
                ["at"] = "when",
                ["customer"] = "CUST",
                ["terminal"] = "POS",
                ["amount"] = "SUM",
            }));

        import.Counts().ShouldBe((1, 1, 0, 0, 0));
        var stored = await StoredAsync(id);
        (stored.Currency, stored.Amount, stored.BaseAmount, stored.Details.Channel).ShouldBe(("USD", 12.5m, 12.0320m, Channel.Ecommerce));
        stored.Verdict.ShouldBeNull();
    }

    [Fact]
    public async Task A_parquet_file_is_read_from_its_pieces()
    {
        using var client = fraud.Importer;
        var ids = Enumerable.Range(0, 500).Select(_ => Requests.NewId()).ToArray();
        var fields = new[] { "id", "customer", "terminal" }.Select(name => new DataField<string>(name)).ToArray();
        var at = new DataField<DateTime>("at");
        var amount = new DataField<double>("amount");
        var file = new MemoryStream();
        await using (var writer = await ParquetWriter.CreateAsync(new ParquetSchema([.. fields, at, amount]), file))
        {
            using var rows = writer.CreateRowGroup();
            foreach (var field in fields)
            {
                await rows.WriteAsync(field, ids);
            }

            await rows.WriteAsync<DateTime>(at, Enumerable.Repeat(new DateTime(2026, 2, 1, 8, 0, 0, DateTimeKind.Utc), 500).ToArray().AsMemory());
            await rows.WriteAsync<double>(amount, Enumerable.Repeat(9.99, 500).ToArray().AsMemory());
        }

        var bytes = file.ToArray();
        var import = await client.StartAsync(Upload.Announcement(bytes, "parquet"));
        foreach (var chunk in bytes.Chunk((bytes.Length / 3) + 1).Select((content, i) => (content, i)))
        {
            using var put = await client.PutAsync(import.ImportId(), chunk.i * ((bytes.Length / 3) + 1), chunk.content);
            await put.ReadOkAsync();
        }

        var ended = await client.EndedAsync(import.ImportId());
        ended.Counts().ShouldBe((500, 500, 0, 0, 0), ended.ToJsonString());
        (await StoredAsync(ids[499])).Amount.ShouldBe(9.99m);
    }

    [Fact]
    public async Task The_same_file_again_finds_everything_known()
    {
        using var client = fraud.Importer;
        var file = Upload.File(Upload.Lines(1_200));
        (await client.ImportAsync(file)).Counts().ShouldBe((1_200, 1_200, 0, 0, 0));

        var again = await client.ImportAsync(file);

        again.Counts().ShouldBe((1_200, 0, 1_200, 0, 0));
        ((string?)again["state"]).ShouldBe("done");
    }

    [Fact]
    public async Task Invalid_and_contradicting_rows_are_errors_by_line_and_the_others_are_stored()
    {
        using var client = fraud.Importer;
        var known = Requests.Payment(at: Requests.Now.AddDays(-3));
        await fraud.ScoreAsync(known);
        var lines = Upload.Lines(4);
        string[] file = [lines[0], lines[1].Replace(".25,", ".25x,", StringComparison.Ordinal), $"{known.Id()},2026-01-01,c,t,1,0", lines[3], lines[3]];

        var import = await client.ImportAsync(Upload.File(file));

        import.Counts().ShouldBe((5, 2, 1, 0, 2));
        using var response = await client.GetAsync($"/v1/imports/{import.ImportId()}/errors");
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        (await response.Content.ReadAsStringAsync()).Split('\n').ShouldBe(
        [
            "line,column,transaction_id,reason",
            $"3,amount,{Upload.IdOf(lines[1])},\"must be a number such as 57.16\"",
            $"4,customer,{known.Id()},\"differs from the payment that is known by this id\"",
            "",
        ]);
    }

    [Fact]
    public async Task A_row_of_the_end_of_time_costs_itself_and_not_the_file()
    {
        using var client = fraud.Importer;
        var lines = Upload.Lines(3);

        var import = await client.ImportAsync(Upload.File([lines[0], $"{Requests.NewId()},9999-12-31,c,t,1,0", lines[1], lines[2]]));

        ((string?)import["state"]).ShouldBe("done");
        import.Counts().ShouldBe((4, 3, 0, 0, 1));
        using var response = await client.GetAsync($"/v1/imports/{import.ImportId()}/errors");
        (await response.Content.ReadAsStringAsync()).Split('\n')[1].ShouldStartWith("3,at,");
    }

    [Fact]
    public async Task Labels_fill_what_is_not_known_and_correct_it_only_with_a_later_time()
    {
        using var client = fraud.Importer;
        var at = Requests.Now.AddDays(-10);
        string[] ids = [Requests.NewId(), Requests.NewId(), Requests.NewId()];
        (await client.ImportAsync(Upload.File(ids.Select((id, i) => $"{id},{at:yyyy-MM-dd},c,t,1,{(i == 0 ? "" : "0")}")))).Counts().ShouldBe((3, 3, 0, 0, 0));

        var assumed = await client.ImportAsync(Upload.File(ids.Select(id => $"{id},{at:yyyy-MM-dd},c,t,1,1")));
        assumed.Counts().ShouldBe((3, 0, 3, 1, 0)); // the first had none
        (await StoredAsync(ids[1])).Verdict.ShouldBe(Verdict.Genuine);

        var given = System.Text.Encoding.UTF8.GetBytes(
            $"{Upload.Header},labelled_at\n{ids[1]},{at:yyyy-MM-dd},c,t,1,1,{Requests.Now.AddDays(-1):O}\n{ids[2]},{at:yyyy-MM-dd},c,t,1,1,{at.AddDays(1):O}\n");
        (await client.ImportAsync(given)).Counts().ShouldBe((2, 0, 2, 1, 0)); // the last one is older than what is known
        (await StoredAsync(ids[1])).Verdict.ShouldBe(Verdict.Chargeback);
        (await StoredAsync(ids[2])).Verdict.ShouldBe(Verdict.Genuine);
    }

    [Theory]
    [InlineData("a,b,c\n1,2,3\n", "no column is named TRANSACTION_ID")]
    [InlineData("\u0000\u0001\u0002", "no column is named")]
    public async Task A_file_that_cannot_be_read_fails_with_the_reason(string content, string reason)
    {
        using var client = fraud.Importer;

        var import = await client.ImportAsync(System.Text.Encoding.UTF8.GetBytes(content + Requests.NewId()));

        ((string?)import["state"]).ShouldBe("failed");
        ((string)import["failure"]!).ShouldContain(reason);
    }

    [Fact]
    public async Task A_parquet_file_that_is_damaged_fails_and_harms_nobody()
    {
        using var client = fraud.Importer;
        byte[] file = [.. "PAR1"u8, .. Convert.FromHexString("F80BA201307BDD7D98C93E7DBE7904A8"), 16, 0, 0, 0, .. "PAR1"u8];

        var import = await client.ImportAsync(file, Upload.Announcement(file, "parquet"));

        ((string?)import["state"]).ShouldBe("failed");
        ((string)import["failure"]!).ShouldContain("footer");
    }

    [Fact]
    public async Task Rows_before_the_damage_stay_and_are_counted()
    {
        using var client = fraud.Importer;
        var lines = Upload.Lines(50);

        var import = await client.ImportAsync(Upload.File([.. lines, "\"" + new string('x', 5_000)]));

        ((string?)import["state"]).ShouldBe("failed");
        ((string)import["failure"]!).ShouldContain("quote");
        import.Counts().ShouldBe((50, 50, 0, 0, 0));
    }

    [Fact]
    public async Task Content_other_than_announced_is_not_read()
    {
        using var client = fraud.Importer;
        var (file, other) = (Upload.File(Upload.Lines(3)), Upload.File(Upload.Lines(3)));
        other.Length.ShouldBe(file.Length);
        var import = await client.StartAsync(Upload.Announcement(file));

        using var put = await client.PutAsync(import.ImportId(), 0, other);
        var ended = await client.EndedAsync(import.ImportId());

        ((string)ended["failure"]!).ShouldContain("SHA-256");
        ended.Counts().ShouldBe((0, 0, 0, 0, 0));
    }

    private Task<Transaction> StoredAsync(string id) =>
        fraud.InDatabaseAsync(database => database.Transactions.AsNoTracking().SingleAsync(transaction => transaction.Id == id));
}
