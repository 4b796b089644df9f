using System.Text;
using Messaging.FunctionalTests.DeadLetters;
using Platform.Messaging.Envelope;
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
        var envelope = Envelope with { Id = Guid.CreateVersion7() };
        await using var host = await fixture.StartReadyAsync();
        using var desk = new OperatorDesk(host);

        await SendAsync(EnvelopeHeaders.Write(envelope), content);

        var parked = await desk.ParkedAsync(envelope.Id);
        parked.Reason.ShouldBe(Failure.Unreadable);
        parked.Attempts.ShouldBe(1);
        (await desk.ContentAsync(parked.Id)).Content.ShouldBe(content);
        host.Shipping.Attempts.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_without_an_envelope_is_parked_at_once()
    {
        await using var host = await fixture.StartReadyAsync();
        using var desk = new OperatorDesk(host);

        await SendAsync(new BasicProperties(), """{"orderId": "01890a5d-ac96-774b-bcce-b302099a8057", "amount": 1}""");

        await Eventually.TrueAsync(
            async () => (await desk.ListAsync()).DeadLetters.Any(letter => letter is { Reason: Failure.Unreadable, MessageId: null }),
            "the message is parked");
        host.Shipping.Attempts.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_of_another_type_is_parked_at_once()
    {
        var envelope = Envelope with { Id = Guid.CreateVersion7(), Type = OrderForgotten.Type };
        await using var host = await fixture.StartReadyAsync();
        using var desk = new OperatorDesk(host);

        await SendAsync(EnvelopeHeaders.Write(envelope), "{}");

        (await desk.ParkedAsync(envelope.Id)).Reason.ShouldBe(Failure.UnexpectedType);
        host.Shipping.Attempts.ShouldBeEmpty();
    }

    private Task SendAsync(BasicProperties properties, string content) =>
        fixture.Broker.PublishRawAsync(properties, Encoding.UTF8.GetBytes(content), ShopHost.Queue, "");
}
