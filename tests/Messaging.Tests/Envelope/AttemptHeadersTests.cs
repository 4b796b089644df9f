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

    [Fact]
    public void A_retry_says_how_long_it_waits_in_milliseconds() =>
        AttemptHeaders.ForRetry(Original, 2, First, TimeSpan.FromMilliseconds(1_234)).Expiration.ShouldBe("1234");

    [Fact]
    public void A_redriven_message_is_as_it_was_sent_with_the_mark_of_the_redrive()
    {
        var redrive = Guid.CreateVersion7(First);
        var parked = AttemptHeaders.ForParking(
            AttemptHeaders.ForRetry(Original, 2, First), new Failure(Failure.Failed, "d", "E", "t", 2), First);

        var redriven = AttemptHeaders.ForRedrive(parked, redrive);

        redriven.Headers!.Keys.Order().ShouldBe(Original.Headers!.Keys.Append(AttemptHeaders.Redrive).Order());
        redriven.Headers[AttemptHeaders.Redrive].ShouldBe(redrive.ToString());
        AttemptHeaders.ReadAttempt(redriven).ShouldBe(1);
    }

    [Fact]
    public void What_would_send_it_elsewhere_or_be_refused_is_left_behind()
    {
        var foreign = new BasicProperties(Original)
        {
            UserId = "somebody",
            Headers = new Dictionary<string, object?>(Original.Headers!) { ["CC"] = new List<object?> { "other" }, ["BCC"] = new List<object?>() },
        };

        var retry = AttemptHeaders.ForRetry(foreign, 2, First);

        retry.IsUserIdPresent().ShouldBeFalse();
        retry.Headers!.Keys.ShouldNotContain("CC");
        retry.Headers.Keys.ShouldNotContain("BCC");
    }

    [Fact]
    public void Headers_too_large_for_a_frame_lose_the_largest_foreign_ones_and_keep_the_envelope()
    {
        var large = new BasicProperties(Original)
        {
            Headers = new Dictionary<string, object?>(Original.Headers!) { ["big"] = new byte[90_000], ["middle"] = new byte[30_000], ["small"] = 5 },
        };

        var parked = AttemptHeaders.ForParking(large, new Failure(Failure.Failed, "d", "E", "t", 2), First);

        parked.Headers!.Keys.ShouldNotContain("big");
        parked.Headers.Keys.ShouldContain("middle");
        parked.Headers.Keys.ShouldContain("small");
        EnvelopeHeaders.TryRead(parked, out _, out _).ShouldBeTrue();
    }
}
