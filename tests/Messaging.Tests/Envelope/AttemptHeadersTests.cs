using Platform.Messaging.Envelope;
using RabbitMQ.Client;

namespace Messaging.Tests.Envelope;

public sealed class AttemptHeadersTests
{
    private static readonly DateTimeOffset First = new(2026, 11, 23, 21, 0, 0, TimeSpan.Zero);

    private static readonly BasicProperties Original = EnvelopeHeaders.Write(new EventEnvelope(
        Guid.Parse("01890a5d-ac96-774b-bcce-b302099a8057"), "shop.order-taken.v1", "/platform/shop", null, First));

    [Fact]
    public void A_message_without_the_header_is_at_its_first_attempt() =>
        AttemptHeaders.ReadAttempt(Original).ShouldBe(1);

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public void A_nonsensical_attempt_counts_as_the_first(int attempt) =>
        AttemptHeaders.ReadAttempt(new BasicProperties { Headers = new Dictionary<string, object?> { [AttemptHeaders.Attempt] = attempt } })
            .ShouldBe(1);

    [Fact]
    public void The_first_failure_is_remembered_through_every_retry()
    {
        var second = AttemptHeaders.ForRetry(Original, 2, First);
        var third = AttemptHeaders.ForRetry(second, 3, First.AddSeconds(7));

        AttemptHeaders.ReadAttempt(third).ShouldBe(3);
        third.Headers![AttemptHeaders.FirstFailedAt].ShouldBe("2026-11-23T21:00:00.0000000Z");
        third.Headers[AttemptHeaders.LastFailedAt].ShouldBe("2026-11-23T21:00:07.0000000Z");
        third.MessageId.ShouldBe(Original.MessageId);
        third.DeliveryMode.ShouldBe(DeliveryModes.Persistent);
    }

    [Fact]
    public void A_parked_message_says_why_and_keeps_its_envelope()
    {
        var parked = AttemptHeaders.ForParking(
            Original, new Failure(Failure.Failed, "The handler failed.", "System.Exception", "0af7651916cd43dd8448eb211c80319c", 5), First);

        parked.Headers![AttemptHeaders.Reason].ShouldBe("failed");
        parked.Headers[AttemptHeaders.Attempt].ShouldBe(5);
        parked.Headers[AttemptHeaders.TraceId].ShouldBe("0af7651916cd43dd8448eb211c80319c");
        EnvelopeHeaders.TryRead(parked, out _, out _).ShouldBeTrue();
    }

    [Fact]
    public void The_brokers_own_notes_are_left_behind()
    {
        var returned = new BasicProperties(Original)
        {
            Headers = new Dictionary<string, object?>(Original.Headers!) { ["x-death"] = new List<object>(), ["x-delivery-count"] = 4L },
            Expiration = "1000",
        };

        var retry = AttemptHeaders.ForRetry(returned, 2, First);

        retry.Headers!.Keys.ShouldNotContain(name => name.StartsWith("x-", StringComparison.Ordinal));
        retry.Expiration.ShouldBeNull();
        returned.Headers.ShouldContainKey("x-death");
    }
}
