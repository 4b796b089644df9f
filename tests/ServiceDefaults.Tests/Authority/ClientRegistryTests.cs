using Identity;
using Microsoft.Extensions.Configuration;

namespace ServiceDefaults.Tests.Authority;

public sealed class ClientRegistryTests
{
    private const string Secret = "a secret of good length";

    [Fact]
    public void There_are_no_demo_clients_without_their_secret()
    {
        Registry([]).Authenticate("demo-operator", "").ShouldBeNull();
    }

    [Fact]
    public void A_short_secret_is_refused_at_the_start()
    {
        Should.Throw<InvalidOperationException>(() => Registry(new() { ["Clients:till:Secret"] = "short" }))
            .Message.ShouldBe("Clients:till:Secret must have at least 16 characters.");
    }

    [Fact]
    public void A_client_without_a_secret_is_refused_at_the_start()
    {
        Should.Throw<InvalidOperationException>(() => Registry(new() { ["Clients:till:Scopes:0"] = "fraud.score" }))
            .Message.ShouldContain("Clients:till:Secret");
    }

    [Fact]
    public void A_client_may_not_take_the_name_of_a_demo_client()
    {
        Should.Throw<InvalidOperationException>(() =>
            Registry(new() { ["Demo:Secret"] = Secret, ["Clients:simulator:Secret"] = Secret }));
    }

    [Fact]
    public void The_hash_of_the_unknown_opens_nothing()
    {
        Registry([]).Authenticate("", "no secret has this hash").ShouldBeNull();
    }

    private static ClientRegistry Registry(Dictionary<string, string?> settings) =>
        new(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
}
