using System.Text;
using Platform.Messaging;
using Platform.Messaging.Registration;

namespace Messaging.Tests.Registration;

public sealed class OlderVersionsTests
{
    private const string V1 = "shop.order-taken.v1";
    private const string V2 = "shop.order-taken.v2";

    private readonly PublishedEvents _events = new();

    [Fact]
    public void An_event_is_written_in_every_version_each_by_its_own_serialiser()
    {
        _events.Add(V2, PublishedEventsJson.Default.OrderTaken, older: p => p
            .AlsoAs(V1, PublishedEventsJson.Default.OrderLost, v2 => new OrderLost(v2.Number)));

        var written = _events.Write(new OrderTaken(7, Colour.DarkRed));

        written.Select(version => version.Type).ShouldBe([V2, V1]);
        written.Select(version => Encoding.UTF8.GetString(version.Content))
            .ShouldBe(["""{"number":7,"colour":"dark-red"}""", """{"number":7}"""]);
    }

    [Theory]
    [InlineData("shop.order-lost.v1", "another event")]
    [InlineData("shop.order-taken.v2", "the same version")]
    [InlineData("shop.order-taken.v3", "a newer version")]
    [InlineData("shop.order-taken.v10", "a newer version, though it sorts before")]
    [InlineData("order-taken", "no event name")]
    public void What_is_no_older_version_of_the_event_is_refused_by_name(string type, string because) =>
        Should.Throw<ArgumentException>(() => Add(V2, p => AlsoAs(p, type)), because).Message.ShouldContain(type);

    [Fact]
    public void A_version_with_more_digits_is_newer() => Should.NotThrow(() => Add("shop.order-taken.v10", p => AlsoAs(p, "shop.order-taken.v9")));

    [Fact]
    public void A_version_is_named_once()
    {
        Should.Throw<ArgumentException>(() => Add(V2, p => AlsoAs(AlsoAs(p, V1), V1))).Message.ShouldContain(V1);

        Add(V2, p => AlsoAs(p, V1));
        Should.Throw<ArgumentException>(() => _events.Add(V1, PublishedEventsJson.Default.OrderLost)).Message.ShouldContain(V1);
    }

    [Fact]
    public void A_registration_that_is_refused_leaves_nothing_behind()
    {
        Should.Throw<ArgumentException>(() => Add(V2, p => AlsoAs(p, "shop.order-lost.v1")));

        _events.Any.ShouldBeFalse();
        Should.NotThrow(() => Add(V2, p => AlsoAs(p, V1)));
    }

    [Fact]
    public void Each_version_says_for_itself_whether_it_waits_for_a_subscriber()
    {
        Add(V2, p => p.AlsoAs(V1, PublishedEventsJson.Default.OrderLost, v2 => new OrderLost(v2.Number), needsSubscriber: true));

        _events.NeedsSubscriber(V1).ShouldBeTrue();
        _events.NeedsSubscriber(V2).ShouldBeFalse();
    }

    private void Add(string type, Action<OlderVersions<OrderTaken>> older) =>
        _events.Add(type, PublishedEventsJson.Default.OrderTaken, older: older);

    private static OlderVersions<OrderTaken> AlsoAs(OlderVersions<OrderTaken> versions, string type) =>
        versions.AlsoAs(type, PublishedEventsJson.Default.OrderLost, v2 => new OrderLost(v2.Number));
}
