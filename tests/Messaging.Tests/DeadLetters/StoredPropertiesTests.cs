using System.Text;
using CsCheck;
using Platform.Messaging.DeadLetters;
using RabbitMQ.Client;

namespace Messaging.Tests.DeadLetters;

public sealed class StoredPropertiesTests
{
    // Every type that the client reads from a header.
    public static TheoryData<object?> Values => new()
    {
        { null },
        { "text"u8.ToArray() },
        { "\0 \u0001 \" ü 🙂"u8.ToArray() },
        { Array.Empty<byte>() },
        { new byte[] { 0xFF, 0xFE, 0x00 } },
        { true },
        { (byte)200 },
        { (sbyte)-5 },
        { (short)-30_000 },
        { (ushort)60_000 },
        { -7 },
        { 4_000_000_000u },
        { long.MinValue },
        { 0.1f },
        { double.NaN },
        { double.NegativeInfinity },
        { 1.23m },
        { new AmqpTimestamp(1_800_000_000) },
        { new List<object?> { 1, "two"u8.ToArray(), null, new List<object?> { 3L } } },
        { new Dictionary<string, object?> { ["a"] = 1, ["int32"] = false } },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_header_of_any_type_comes_back_as_it_was(object? value)
    {
        var read = Back(new BasicProperties { Headers = new Dictionary<string, object?> { ["h"] = value } }).Headers!["h"];

        read.ShouldBeEquivalentTo(value);
    }

    [Fact]
    public void Binary_stays_binary()
    {
        var headers = new Dictionary<string, object?> { ["h"] = new BinaryTableValue([1, 2, 3]) };

        Back(new BasicProperties { Headers = headers }).Headers!["h"]
            .ShouldBeOfType<BinaryTableValue>().Bytes.ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void Properties_come_back_and_absent_ones_stay_absent()
    {
        var all = new BasicProperties
        {
            MessageId = "m",
            Type = "t",
            ContentType = "application/json",
            ContentEncoding = "gzip",
            CorrelationId = "c",
            ReplyTo = "r",
            AppId = "a",
            UserId = "u",
            Priority = 3,
            Timestamp = new AmqpTimestamp(17),
        };

        var read = Back(all);
        var none = Back(new BasicProperties());

        (read.MessageId, read.Type, read.ContentType, read.ContentEncoding, read.CorrelationId)
            .ShouldBe(("m", "t", "application/json", "gzip", "c"));
        (read.ReplyTo, read.AppId, read.UserId, read.Priority, read.Timestamp).ShouldBe(("r", "a", "u", (byte)3, new AmqpTimestamp(17)));
        (none.IsMessageIdPresent(), none.IsTypePresent(), none.IsPriorityPresent(), none.IsTimestampPresent())
            .ShouldBe((false, false, false, false));
    }

    [Fact]
    public void Text_of_any_bytes_comes_back() =>
        Gen.Byte.Array[0, 40].Sample(bytes =>
            ((byte[])Back(new BasicProperties { Headers = new Dictionary<string, object?> { ["h"] = bytes } }).Headers!["h"]!)
                .SequenceEqual(bytes));

    [Fact]
    public void A_table_nested_without_end_is_cut_off_instead_of_ending_the_process()
    {
        object? nested = 1;
        for (var i = 0; i < 10_000; i++)
        {
            nested = new Dictionary<string, object?> { ["n"] = nested };
        }

        StoredProperties.Write(new BasicProperties { Headers = new Dictionary<string, object?> { ["n"] = nested } })
            .ShouldContain("nested too deeply");
    }

    [Fact]
    public void An_operator_can_read_it() =>
        StoredProperties.Write(new BasicProperties
        {
            MessageId = "m-1",
            Headers = new Dictionary<string, object?> { ["who"] = Encoding.UTF8.GetBytes("Jürgen"), ["platform-attempt"] = 5 },
        }).ShouldBe("""{"messageId":"m-1","headers":{"who":"Jürgen","platform-attempt":{"int32":5}}}""");

    private static BasicProperties Back(BasicProperties properties) => StoredProperties.Read(StoredProperties.Write(properties));
}
