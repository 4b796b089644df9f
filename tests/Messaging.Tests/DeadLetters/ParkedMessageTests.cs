using Platform.Messaging.DeadLetters;
using Platform.Messaging.Envelope;
using RabbitMQ.Client;

namespace Messaging.Tests.DeadLetters;

public sealed class ParkedMessageTests
{
    private const string Queue = "fraud.shop.order-taken.v1";
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_the_broker_gave_up_on_is_told_from_what_only_waited_in_it()
    {
        Read(Died("delivery_limit", Queue)).Reason.ShouldBe(Failure.DeliveryLimit);
        Read(Died("delivery_limit", Queue)).LastFailedAt.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));
        Read(Died("expired", Queue + ".retry.1000ms")).Reason.ShouldBe(Failure.Unexplained);
        Read(new BasicProperties()).Reason.ShouldBe(Failure.Unexplained);
    }

    [Fact]
    public void A_retry_before_it_does_not_hide_that_the_broker_gave_up()
    {
        var retried = Died("delivery_limit", Queue);
        retried.Headers![AttemptHeaders.Attempt] = 3;
        retried.Headers[AttemptHeaders.FirstFailedAt] = "2026-11-24T00:00:00.0000000Z"u8.ToArray();
        retried.Headers[AttemptHeaders.LastFailedAt] = "2026-11-24T00:00:07.0000000Z"u8.ToArray();

        var letter = Read(retried);

        letter.Reason.ShouldBe(Failure.DeliveryLimit);
        letter.Attempts.ShouldBe(23, "two that failed, one that did not end, and 20 more of the same");
        letter.FirstFailedAt.ShouldBe(Now.AddHours(-1));
        letter.LastFailedAt.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));
    }

    [Fact]
    public void No_text_is_longer_than_its_column_or_holds_what_the_database_refuses()
    {
        var letter = Read(new BasicProperties
        {
            MessageId = string.Concat(Enumerable.Repeat("🙂", 300)),
            Type = "a\0b",
            Headers = new Dictionary<string, object?> { [AttemptHeaders.Reason] = new string('r', 300), [AttemptHeaders.Detail] = "\ud800" },
        });

        letter.MessageId!.Length.ShouldBe(256);
        letter.Type.ShouldBe("a\uFFFDb");
        letter.Reason.Length.ShouldBe(64);
        letter.Detail.ShouldBe("\uFFFD");
    }

    [Theory]
    [InlineData(7)]
    [InlineData("text")]
    [InlineData(null)]
    public void Headers_of_the_wrong_type_are_no_trouble(object? value)
    {
        string[] names =
        [
            "x-death", "cloudEvents_id", "cloudEvents_type", "traceparent", AttemptHeaders.Attempt, AttemptHeaders.Reason,
            AttemptHeaders.TraceId, AttemptHeaders.FirstFailedAt, AttemptHeaders.Redrive,
        ];

        var letter = Read(new BasicProperties { Headers = names.ToDictionary(name => name, _ => value) });

        letter.Queue.ShouldBe(Queue);
        letter.Reason.ShouldNotBeNullOrEmpty();
    }

    private static DeadLetter Read(BasicProperties properties) => ParkedMessage.Read(Queue, properties, [1], Now);

    private static BasicProperties Died(string reason, string queue) => new()
    {
        Headers = new Dictionary<string, object?>
        {
            ["x-death"] = new List<object?>
            {
                new Dictionary<string, object?>
                {
                    ["reason"] = System.Text.Encoding.UTF8.GetBytes(reason),
                    ["queue"] = System.Text.Encoding.UTF8.GetBytes(queue),
                    ["time"] = new AmqpTimestamp(1_800_000_000),
                },
            },
        },
    };
}
