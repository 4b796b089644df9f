namespace Identity;

/// <summary>All clients, from configuration: <c>Clients:ID:{Secret, Roles[], Scopes[]}</c> and <c>Demo:Secret</c>.</summary>
public sealed class ClientRegistry
{
    private const int ShortestSecret = 16;

    // Asked when a client is unknown, so that it takes as long as a wrong secret.
    private static readonly Client Nobody = new("", "no secret has this hash", [], []);

    private readonly Dictionary<string, Client> _clients = new(StringComparer.Ordinal);

    public ClientRegistry(IConfiguration configuration)
    {
        foreach (var section in configuration.GetSection("Clients").GetChildren())
        {
            Add(new Client(section.Key, Secret(section, "Secret"), Words(section, "Roles"), Words(section, "Scopes")));
        }

        if (!string.IsNullOrEmpty(configuration["Demo:Secret"]))
        {
            foreach (var client in DemoClients.All(Secret(configuration.GetSection("Demo"), "Secret")))
            {
                Add(client);
            }
        }
    }

    public IEnumerable<string> Scopes => _clients.Values.SelectMany(client => client.Scopes).Distinct(StringComparer.Ordinal);

    /// <summary>The client, when it exists and the secret is its own.</summary>
    public Client? Authenticate(string? id, string? secret)
    {
        var client = id is not null && _clients.TryGetValue(id, out var known) ? known : Nobody;
        return client.HasSecret(secret ?? "") && client != Nobody ? client : null;
    }

    public Client this[string id] => _clients[id];

    private void Add(Client client)
    {
        if (!_clients.TryAdd(client.Id, client))
        {
            throw new InvalidOperationException($"Client '{client.Id}' is configured twice.");
        }
    }

    private static string Secret(IConfigurationSection section, string key) =>
        section[key] is { Length: >= ShortestSecret } secret
            ? secret
            : throw new InvalidOperationException($"{section.Path}:{key} must have at least {ShortestSecret} characters.");

    private static string[] Words(IConfigurationSection section, string key) => section.GetSection(key).Get<string[]>() ?? [];
}
