using Platform.Messaging.Topology;

namespace Messaging.Tests.Topology;

public sealed class QueueNamesTests
{
    [Fact]
    public void A_queue_is_named_for_the_service_and_the_event() =>
        QueueNames.Subscription("fraud", "retail.order-placed.v1").ShouldBe("fraud.retail.order-placed.v1");

    [Fact]
    public void A_second_consumer_has_its_name_at_the_end() =>
        QueueNames.Subscription("fraud", "retail.order-placed.v1", "audit").ShouldBe("fraud.retail.order-placed.v1.audit");

    [Fact]
    public void Waiting_queues_are_told_apart_by_their_delay() =>
        QueueNames.Retry("q", TimeSpan.FromSeconds(1.5)).ShouldBe("q.retry.1500ms");

    [Fact]
    public void Parked_messages_are_in_dead() => QueueNames.Dead("q").ShouldBe("q.dead");
}
