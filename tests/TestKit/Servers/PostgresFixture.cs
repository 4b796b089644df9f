using Xunit;

namespace Platform.TestKit;

/// <summary>A database for a test class that needs no service: <c>IClassFixture&lt;PostgresFixture&gt;</c>.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    /// <summary>The class's own database.</summary>
    public TestDatabase Database { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync() => Database = await TestDatabase.CreateAsync();

    /// <inheritdoc/>
    public async Task DisposeAsync() => await Database.DisposeAsync();
}
