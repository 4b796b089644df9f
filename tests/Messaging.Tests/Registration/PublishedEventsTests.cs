using System.Text;
using System.Text.Json.Serialization;
using Platform.Messaging.Registration;

namespace Messaging.Tests.Registration;

public sealed class PublishedEventsTests
{
    private readonly PublishedEvents _events = new();

    [Fact]
    public void An_event_is_written_under_its_wire_name_by_its_own_serialiser()
    {
        _events.Add("shop.order-taken.v1", PublishedEventsJson.Default.OrderTaken);

        var written = _events.Write(new OrderTaken(7, Colour.DarkRed)).ShouldHaveSingleItem();

        written.Type.ShouldBe("shop.order-taken.v1");
        Encoding.UTF8.GetString(written.Content).ShouldBe("""{"number":7,"colour":"dark-red"}""");
    }

    [Fact]
    public void An_event_that_is_not_registered_is_refused_with_the_line_to_add() =>
        Should.Throw<InvalidOperationException>(() => _events.Write(new OrderTaken(7, Colour.DarkRed)))
            .Message.ShouldContain("m.Publishes(OrderTaken.Type");

    [Fact]
    public void A_name_is_registered_once()
    {
        _events.Add("shop.order-taken.v1", PublishedEventsJson.Default.OrderTaken);

        Should.Throw<ArgumentException>(() => _events.Add("shop.order-taken.v1", PublishedEventsJson.Default.OrderLost));
        Should.Throw<ArgumentException>(() => _events.Add("shop.order-taken.v2", PublishedEventsJson.Default.OrderTaken));
    }

    [Fact]
    public void A_clr_name_is_no_wire_name() =>
        Should.Throw<ArgumentException>(() => _events.Add(typeof(OrderTaken).FullName!, PublishedEventsJson.Default.OrderTaken));

    [Fact]
    public void Only_what_must_be_acted_on_waits_for_a_subscriber()
    {
        _events.Add("shop.order-taken.v1", PublishedEventsJson.Default.OrderTaken, needsSubscriber: true);
        _events.Add("shop.order-lost.v1", PublishedEventsJson.Default.OrderLost);

        _events.NeedsSubscriber("shop.order-taken.v1").ShouldBeTrue();
        _events.NeedsSubscriber("shop.order-lost.v1").ShouldBeFalse();
    }
}

public sealed record OrderTaken(int Number, Colour Colour);

public sealed record OrderLost(int Number);

public enum Colour
{
    [JsonStringEnumMemberName("dark-red")]
    DarkRed,
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(OrderTaken))]
[JsonSerializable(typeof(OrderLost))]
public sealed partial class PublishedEventsJson : JsonSerializerContext;
