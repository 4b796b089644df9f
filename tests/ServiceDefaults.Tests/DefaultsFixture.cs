namespace ServiceDefaults.Tests;

/// <summary>One authority and one service with all defaults, for a class of tests.</summary>
public sealed class DefaultsFixture : IAsyncLifetime
{
    public TestAuthority Authority { get; private set; } = null!;

    public TestApi Api { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Authority = await TestAuthority.StartAsync();
        Api = await TestApi.StartAsync(Authority.Address);
    }

    public async Task DisposeAsync()
    {
        await Api.DisposeAsync();
        await Authority.DisposeAsync();
    }

    public async Task<HttpClient> ClientAsync(string role) => Api.CreateClient(await Authority.RoleTokenAsync(role));
}
