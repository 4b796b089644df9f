using Platform.Messaging.Topology;

namespace Messaging.Tests.Topology;

public sealed class EventTypeTests
{
    [Theory]
    [InlineData("fraud.transaction-screened.v1")]
    [InlineData("retail.order-placed.v12")]
    [InlineData("a.b.c.v2")]
    public void A_service_a_fact_and_a_version_is_a_name(string type) => EventType.IsValid(type).ShouldBeTrue();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("fraud.transaction-screened")]
    [InlineData("fraud.v1")]
    [InlineData("Fraud.TransactionScreened.v1")]
    [InlineData("fraud.transaction-screened.v0")]
    [InlineData("fraud.*.v1")]
    [InlineData("fraud.#")]
    [InlineData("fraud.transaction-screened.v1\n")]
    [InlineData("Fraud.Contracts.V1.TransactionScreened, Fraud.Contracts")]
    public void Anything_else_is_not(string? type) => EventType.IsValid(type).ShouldBeFalse();
}
