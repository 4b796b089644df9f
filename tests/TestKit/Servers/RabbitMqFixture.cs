using Xunit;

namespace Platform.TestKit;

/// <summary>A virtual host for a test class that needs no service: <c>IClassFixture&lt;RabbitMqFixture&gt;</c>.</summary>
public sealed class RabbitMqFixture : IAsyncLifetime
{
    /// <summary>The class's own virtual host.</summary>
    public TestBroker Broker { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync() => Broker = await TestBroker.CreateAsync();

    /// <inheritdoc/>
    public async Task DisposeAsync() => await Broker.DisposeAsync();
}
