using System.Text;
using CsCheck;
using Platform.Messaging.Envelope;
using RabbitMQ.Client;

namespace Messaging.Tests.Envelope;

public sealed class EnvelopeHeadersTests
{
    private const string Id = "cloudEvents_id";

    private static readonly EventEnvelope Example = new(
        Guid.Parse("01890a5d-ac96-774b-bcce-b302099a8057"),
        "shop.order-taken.v1",
        "/platform/shop",
        "order 7",
        new DateTimeOffset(2026, 11, 23, 21, 0, 0, TimeSpan.Zero),
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "vendor=1");

    [Fact]
    public void Attributes_are_written_as_cloud_events_headers()
    {
        var properties = EnvelopeHeaders.Write(Example);

        properties.ContentType.ShouldBe("application/json");
        properties.DeliveryMode.ShouldBe(DeliveryModes.Persistent);
        properties.MessageId.ShouldBe(Example.Id.ToString());
        properties.Headers!["cloudEvents_specversion"].ShouldBe("1.0");
        properties.Headers["cloudEvents_time"].ShouldBe("2026-11-23T21:00:00.0000000Z");
        properties.Headers["traceparent"].ShouldBe(Example.TraceParent);
    }

    [Fact]
    public void What_is_written_is_read_again_from_the_bytes_of_the_wire() =>
        Gen.Select(Gen.Guid, Gen.String, Gen.DateTimeOffset, Gen.Bool).Sample((id, subject, time, traced) =>
        {
            var envelope = Example with
            {
                Id = id,
                Subject = subject.Length == 0 ? null : subject.Replace("\ud800", "", StringComparison.Ordinal),
                Time = time.ToUniversalTime(),
                TraceParent = traced ? Example.TraceParent : null,
            };
            EnvelopeHeaders.TryRead(OnTheWire(EnvelopeHeaders.Write(envelope)), out var read, out _).ShouldBeTrue();
            read!.Id.ShouldBe(id);
            read.Time.ShouldBe(time);
            read.TraceParent.ShouldBe(envelope.TraceParent);
        });

    [Theory]
    [InlineData("cloudEvents_specversion")]
    [InlineData(Id)]
    [InlineData("cloudEvents_type")]
    [InlineData("cloudEvents_source")]
    [InlineData("cloudEvents_time")]
    public void A_message_without_a_required_attribute_is_refused(string missing)
    {
        var properties = OnTheWire(EnvelopeHeaders.Write(Example));
        properties.Headers!.Remove(missing);

        EnvelopeHeaders.TryRead(properties, out var envelope, out var problem).ShouldBeFalse();
        envelope.ShouldBeNull();
        problem.ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public void Headers_of_any_kind_never_throw() =>
        Gen.Select(Gen.OneOf(Gen.Int.Select(n => (object)n), Gen.String.Select(t => (object)t), Gen.Byte.Array.Select(b => (object)b)), Gen.Int[0, 4]).Sample((value, which) =>
        {
            var properties = OnTheWire(EnvelopeHeaders.Write(Example));
            properties.Headers![properties.Headers.Keys.ElementAt(which)] = value;
            return EnvelopeHeaders.TryRead(properties, out var envelope, out var problem) ? envelope is not null : problem is not null;
        });

    private static BasicProperties OnTheWire(BasicProperties written) => new(written)
    {
        Headers = written.Headers!.ToDictionary(h => h.Key, h => h.Value is string text ? (object?)Encoding.UTF8.GetBytes(text) : h.Value),
    };
}
