using Platform.Messaging.DeadLetters;
using Platform.Messaging.Envelope;
using RabbitMQ.Client;

namespace Messaging.Tests.DeadLetters;

public sealed class DeadLetterIdTests
{
    private const string Queue = "fraud.shop.order-taken.v1";
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 1, 0, 0, TimeSpan.Zero);

    private static readonly BasicProperties Original = EnvelopeHeaders.Write(new EventEnvelope(
        Guid.Parse("01890a5d-ac96-774b-bcce-b302099a8057"), "shop.order-taken.v1", "/platform/shop", null, Now));

    [Fact]
    public void Copies_that_were_parked_twice_are_one_whatever_else_happened_to_them()
    {
        var once = AttemptHeaders.ForParking(Original, new Failure(Failure.Failed, "", "A", null, 5), Now);
        var again = AttemptHeaders.ForParking(Original, new Failure(Failure.Failed, "", "B", null, 1), Now.AddHours(1));

        DeadLetterId.Of(Queue, again, "x"u8).ShouldBe(DeadLetterId.Of(Queue, once, "x"u8));
    }

    [Fact]
    public void Another_queue_content_message_or_redrive_is_another()
    {
        var redriven = AttemptHeaders.ForRedrive(Original, Guid.CreateVersion7(Now));
        var other = EnvelopeHeaders.Write(new EventEnvelope(Guid.CreateVersion7(Now), "shop.order-taken.v1", "/platform/shop", null, Now));

        Guid[] ids =
        [
            DeadLetterId.Of(Queue, Original, "x"u8),
            DeadLetterId.Of(Queue + ".second", Original, "x"u8),
            DeadLetterId.Of(Queue, Original, "y"u8),
            DeadLetterId.Of(Queue, redriven, "x"u8),
            DeadLetterId.Of(Queue, other, "x"u8),
        ];

        ids.Distinct().Count().ShouldBe(ids.Length);
        ids.ShouldAllBe(id => id.Version == 8);
    }

    [Fact]
    public void Messages_without_an_identity_are_told_apart_by_their_parking()
    {
        var failure = new Failure(Failure.Unreadable, "", null, null, 1);
        var one = AttemptHeaders.ForParking(new BasicProperties(), failure, Now);
        var two = AttemptHeaders.ForParking(new BasicProperties(), failure, Now);

        DeadLetterId.Of(Queue, one, "x"u8).ShouldNotBe(DeadLetterId.Of(Queue, two, "x"u8));
        DeadLetterId.Of(Queue, one, "x"u8).ShouldBe(DeadLetterId.Of(Queue, one, "x"u8));
    }
}
