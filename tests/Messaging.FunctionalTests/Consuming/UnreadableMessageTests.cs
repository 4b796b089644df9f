using System.Text;
using Platform.Messaging.Envelope;
using Platform.Messaging.Topology;
using Platform.TestKit;
using RabbitMQ.Client;

namespace Messaging.FunctionalTests.Consuming;

public sealed class UnreadableMessageTests(ShopFixture fixture) : IClassFixture<ShopFixture>
{
    private static readonly EventEnvelope Envelope = new(
        Guid.CreateVersion7(), OrderTaken.Type, "/platform/test", null, DateTimeOffset.UnixEpoch);

    [Theory]
    [InlineData("not json at all")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"orderId": 7, "amount": 1}""")]
    public async Task Content_that_is_not_the_event_is_parked_at_once(string content)
    {
        var parked = await ParkedAsync(EnvelopeHeaders.Write(Envelope), content);

        parked.Headers[AttemptHeaders.Reason].ShouldBe(Failure.Unreadable);
        parked.Headers[AttemptHeaders.Attempt].ShouldBe("1");
        Encoding.UTF8.GetString(parked.Content).ShouldBe(content);
    }

    [Fact]
    public async Task A_message_without_an_envelope_is_parked_at_once()
    {
        var parked = await ParkedAsync(new BasicProperties(), """{"orderId": "01890a5d-ac96-774b-bcce-b302099a8057", "amount": 1}""");

        parked.Headers[AttemptHeaders.Reason].ShouldBe(Failure.Unreadable);
    }

    [Fact]
    public async Task A_message_of_another_type_is_parked_at_once()
    {
        var parked = await ParkedAsync(EnvelopeHeaders.Write(Envelope with { Type = OrderForgotten.Type }), "{}");

        parked.Headers[AttemptHeaders.Reason].ShouldBe(Failure.UnexpectedType);
    }

    private async Task<TestMessage> ParkedAsync(BasicProperties properties, string content)
    {
        await using var host = await fixture.StartReadyAsync();
        await fixture.Broker.PublishRawAsync(properties, Encoding.UTF8.GetBytes(content), ShopHost.Queue, "");
        var parked = await Eventually.GetAsync(
            () => fixture.Broker.TakeAsync(QueueNames.Dead(ShopHost.Queue)), "the message is parked");
        host.Shipping.Attempts.ShouldBeEmpty();
        return parked;
    }
}
