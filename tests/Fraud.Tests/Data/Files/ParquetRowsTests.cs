using System.IO.Compression;
using Fraud.Api.Data.Files;
using Fraud.Api.Domain;
using Fraud.Api.Domain.Imports;
using Parquet;
using Parquet.Schema;

namespace Fraud.Tests.Data.Files;

public sealed class ParquetRowsTests
{
    private static readonly DateTime At = new(2026, 1, 5, 10, 30, 0, 250, DateTimeKind.Utc);

    [Fact]
    public async Task Texts_numbers_times_and_truths_are_read()
    {
        var id = new DataField<long>("TRANSACTION_ID");
        var at = new DateTimeDataField("TX_DATETIME", DateTimeFormat.DateAndTimeMicros, isAdjustedToUTC: true, unit: null, isNullable: false, isArray: null);
        var customer = new DataField<string>("CUSTOMER_ID");
        var terminal = new DataField<int>("TERMINAL_ID");
        var amount = new DataField<double>("TX_AMOUNT");
        var fraud = new DataField<bool?>("TX_FRAUD");
        await using var file = await WriteAsync([id, at, customer, terminal, amount, fraud], async rows =>
        {
            await rows.WriteAsync<long>(id, new long[] { 1, 2 }.AsMemory());
            await rows.WriteAsync<DateTime>(at, new[] { At, At.AddDays(1) }.AsMemory());
            await rows.WriteAsync(customer, ["c1", "c2"]);
            await rows.WriteAsync<int>(terminal, new[] { 7, 8 }.AsMemory());
            await rows.WriteAsync<double>(amount, new[] { 57.16, .12345 }.AsMemory());
            await rows.WriteAsync<bool>(fraud, new bool?[] { true, null }.AsMemory());
        });

        var (payments, errors) = await HistoryFiles.ReadAsync(ParquetRows.ReadAsync(file, HistoryFiles.AsUsual, FieldNeeds.ToStore));

        var payment = payments.ShouldHaveSingleItem();
        (payment.Line, payment.Id, payment.CustomerId, payment.TerminalId, payment.Amount).ShouldBe((1, "1", "c1", "7", 57.16m));
        (payment.At, payment.Verdict).ShouldBe((new DateTimeOffset(At), Verdict.Chargeback));
        errors.ShouldHaveSingleItem().ShouldBe(new RowError(2, "amount", "2", "must be 0 or more, with at most 4 decimals"));
    }

    [Fact]
    public async Task Decimals_days_and_small_integers_are_read_and_nothing_is_nothing()
    {
        var id = new DataField<string>("id");
        var at = new DataField<DateOnly>("at");
        var customer = new DataField<short>("customer");
        var terminal = new DataField<string>("terminal");
        var amount = new DecimalDataField("amount", 18, 2);
        var fraud = new DataField<double>("fraud");
        await using var file = await WriteAsync([id, at, customer, terminal, amount, fraud], async rows =>
        {
            await rows.WriteAsync(id, ["a", "b"]);
            await rows.WriteAsync<DateOnly>(at, new DateOnly[] { new(2026, 1, 5), new(2026, 1, 6) }.AsMemory());
            await rows.WriteAsync<short>(customer, new short[] { 5, 6 }.AsMemory());
            await rows.WriteAsync(terminal, ["m", "n"]);
            await rows.WriteAsync<decimal>(amount, new[] { 12.34m, 5m }.AsMemory());
            await rows.WriteAsync<double>(fraud, new[] { 1, double.NaN }.AsMemory());
        });

        var (payments, errors) = await HistoryFiles.ReadAsync(ParquetRows.ReadAsync(file, HistoryFiles.AsUsual, FieldNeeds.ToStore));

        errors.ShouldBeEmpty();
        payments.Select(payment => (payment.Amount, payment.CustomerId, payment.At.Day, payment.Verdict))
            .ShouldBe([(12.34m, "5", 5, Verdict.Chargeback), (5m, "6", 6, null)]);
    }

    [Fact]
    public async Task Rows_that_were_dealt_with_are_passed_over_across_row_groups()
    {
        var fields = new[] { "id", "at", "customer", "terminal", "amount" }.Select(name => new DataField<string>(name)).ToArray();
        await using var file = await WriteAsync(fields, Rows("1", "2", "3"), Rows("4", "5"), Rows("6"));

        var (payments, _) = await HistoryFiles.ReadAsync(ParquetRows.ReadAsync(file, HistoryFiles.AsUsual, FieldNeeds.ToStore, skip: 4));

        payments.Select(payment => (payment.Line, payment.Id)).ShouldBe([(5, "5"), (6, "6")]);

        Func<ParquetRowGroupWriter, Task> Rows(params string[] ids) => async rows =>
        {
            await rows.WriteAsync(fields[0], ids);
            foreach (var (field, value) in fields.Skip(1).Zip(["2026-01-01", "c", "m", "1"]))
            {
                await rows.WriteAsync(field, Enumerable.Repeat(value, ids.Length).ToArray());
            }
        };
    }

    [Fact]
    public async Task What_is_no_parquet_file_is_refused()
    {
        var rows = ParquetRows.ReadAsync(HistoryFiles.Csv(HistoryFiles.Header, "1,2026-01-01,c,m,1,0"), HistoryFiles.AsUsual, FieldNeeds.ToStore);

        await Should.ThrowAsync<UnreadableFileException>(() => HistoryFiles.ReadAsync(rows));
    }

    [Theory]
    [InlineData("F80BA201307BDD7D98C93E7DBE7904A8")] // in these the library was lost for minutes
    [InlineData("F80BA2012685B87DB04ECBCAC9D6DFC6")]
    [InlineData("F80BA201648F407BBAD5DE18FDFCFBE7")]
    [InlineData("19FCFFFFFFFF0700000000000000000000")] // a list of two billion
    public async Task A_damaged_footer_is_refused_at_once(string footer)
    {
        var content = Convert.FromHexString(footer);
        byte[] file = [.. "PAR1"u8, .. content, (byte)content.Length, 0, 0, 0, .. "PAR1"u8];

        await Should.ThrowAsync<UnreadableFileException>(() => HistoryFiles.ReadAsync(ParquetRows.ReadAsync(new MemoryStream(file), HistoryFiles.AsUsual, FieldNeeds.ToStore)));
    }

    [Theory]
    [InlineData(Page.Unpacked, "bytes in its columns when unpacked")] // each says that it unpacks to 128 MiB
    [InlineData(Page.Packed, "damaged")] // or that it is longer than the file
    public async Task Pages_that_say_other_than_the_footer_are_refused_before_they_are_unpacked(Page field, string fault)
    {
        await using var file = await LongColumnsAsync(CompressionMethod.None);
        foreach (var column in await ColumnsAsync(file))
        {
            file.Position = column.MetaData!.DataPageOffset;
            Overwrite(file, field, 0x7FFFFFF);
        }

        file.Position = 0;

        (await Should.ThrowAsync<UnreadableFileException>(() => HistoryFiles.ReadAsync(ParquetRows.ReadAsync(file, HistoryFiles.AsUsual, FieldNeeds.ToStore)))).Message.ShouldContain(fault);
    }

    [Theory]
    [InlineData(CompressionMethod.Gzip)]
    [InlineData(CompressionMethod.Brotli)]
    public async Task A_page_that_unpacks_to_more_than_it_says_is_not_read(CompressionMethod compression)
    {
        await using var file = await LongColumnsAsync(compression);
        file.Position = (await ColumnsAsync(file))[0].MetaData!.DataPageOffset;
        Overwrite(file, Page.Unpacked, 1 << 20);
        file.Position = 0;

        await Should.ThrowAsync<Exception>(() => HistoryFiles.ReadAsync(ParquetRows.ReadAsync(file, HistoryFiles.AsUsual, FieldNeeds.ToStore)));
    }

    [Fact]
    public async Task A_page_whose_content_says_that_it_unpacks_to_gigabytes_is_refused()
    {
        await using var file = await LongColumnsAsync(CompressionMethod.Snappy);
        var column = (await ColumnsAsync(file))[0].MetaData!;
        file.Position = column.DataPageOffset;
        Pass(file, 1);
        var (unpacked, packed) = (Number(file), Number(file));
        var page = (int)(column.DataPageOffset + column.TotalCompressedSize) - packed;
        // In front of what is packed there may be some bytes that are not.
        var content = page + Enumerable.Range(0, 64).First(
            levels => file.GetBuffer().AsSpan(page + levels).StartsWith(SevenBitsAByte(unpacked - levels)));
        ((byte[])[0xff, 0xff, 0xff, 0xff, 0x07]).CopyTo(file.GetBuffer(), content);
        file.Position = 0;

        (await Should.ThrowAsync<UnreadableFileException>(() => HistoryFiles.ReadAsync(ParquetRows.ReadAsync(file, HistoryFiles.AsUsual, FieldNeeds.ToStore))))
            .Message.ShouldContain("when unpacked");
    }

    [Theory]
    [InlineData(CompressionMethod.None)]
    [InlineData(CompressionMethod.Snappy)]
    [InlineData(CompressionMethod.Gzip)]
    [InlineData(CompressionMethod.Zstd)]
    public async Task Packed_columns_are_read(CompressionMethod compression)
    {
        await using var file = await LongColumnsAsync(compression);

        var (payments, errors) = await HistoryFiles.ReadAsync(ParquetRows.ReadAsync(file, HistoryFiles.AsUsual, FieldNeeds.ToStore));

        errors.Count.ShouldBe(0);
        payments.Count.ShouldBe(LongColumn);
    }

    /// <summary>Fields of a page's header in this order, by how many numbers come before.</summary>
    public enum Page
    {
        Unpacked = 1,
        Packed = 2,
    }

    private const int LongColumn = 40_000;

    // Each more than 1 MiB, so that the numbers in the headers of the pages take four bytes.
    private static Task<MemoryStream> LongColumnsAsync(CompressionMethod compression)
    {
        string[] names = ["id", "customer", "terminal", "device", "at", "amount"];
        var fields = names.Select(name => new DataField<string>(name, nullable: false)).ToArray();
        return WriteAsync(fields, compression, async rows =>
        {
            var ids = Enumerable.Range(0, LongColumn).Select(i => $"{Guid.CreateVersion7()}-{i}").ToArray();
            foreach (var field in fields[..4])
            {
                await rows.WriteAsync(field, ids);
            }

            await rows.WriteAsync(fields[4], [.. Enumerable.Range(0, LongColumn).Select(i => $"2026-01-01T00:00:00.{i:0000000}Z")]);
            await rows.WriteAsync(fields[5], [.. Enumerable.Range(0, LongColumn).Select(i => $"{i + 1}.000000000000000000000000000000")]);
        });
    }

    private static async Task<List<Parquet.Meta.ColumnChunk>> ColumnsAsync(MemoryStream file)
    {
        await using var reader = await ParquetReader.CreateAsync(file, leaveStreamOpen: true);
        using var rows = reader.OpenRowGroupReader(0);
        return rows.RowGroup.Columns;
    }

    // Thrift's compact protocol: a byte for field and type before each number, seven bits of it in each byte.
    private static void Overwrite(MemoryStream file, Page field, int number)
    {
        Pass(file, (int)field);
        file.ReadByte();
        var at = (int)file.Position;
        var bytes = file.GetBuffer();
        for (var (i, rest) = (0, (uint)number << 1); i < 4; i++, rest >>= 7)
        {
            (bytes[at + i] >= 0x80).ShouldBe(i < 3);
            bytes[at + i] = (byte)((rest & 0x7f) | (i < 3 ? 0x80u : 0));
        }
    }

    private static int Number(MemoryStream file)
    {
        file.ReadByte();
        var number = 0;
        for (var (shift, part) = (0, 0x80); part >= 0x80; shift += 7)
        {
            part = file.ReadByte();
            number |= (part & 0x7f) << shift;
        }

        return number >> 1;
    }

    private static byte[] SevenBitsAByte(int number)
    {
        var bytes = new List<byte>();
        for (; number >= 0x80; number >>= 7)
        {
            bytes.Add((byte)(number | 0x80));
        }

        return [.. bytes, (byte)number];
    }

    private static void Pass(MemoryStream file, int numbers)
    {
        for (var i = 0; i < numbers; i++)
        {
            file.ReadByte();
            while (file.ReadByte() >= 0x80)
            {
            }
        }
    }

    private static Task<MemoryStream> WriteAsync(DataField[] fields, params Func<ParquetRowGroupWriter, Task>[] groups) =>
        WriteAsync(fields, CompressionMethod.Snappy, groups);

    private static async Task<MemoryStream> WriteAsync(DataField[] fields, CompressionMethod compression, params Func<ParquetRowGroupWriter, Task>[] groups)
    {
        var file = new MemoryStream();
        // The library's own choice, the smallest size, takes a quarter of a minute for the long columns.
        var options = new ParquetOptions { CompressionMethod = compression, CompressionLevel = CompressionLevel.Fastest };
        await using (var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), file, options))
        {
            foreach (var write in groups)
            {
                using var rows = writer.CreateRowGroup();
                await write(rows);
            }
        }

        file.Position = 0;
        return file;
    }
}
