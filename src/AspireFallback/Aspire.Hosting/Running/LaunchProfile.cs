using System.Text.Json;

namespace Aspire.Hosting.Running;

/// <summary>A profile of a project's <c>Properties/launchSettings.json</c>: where it listens, its arguments and variables.</summary>
internal sealed record LaunchProfile(Uri[] Urls, string Arguments, IReadOnlyDictionary<string, string> Variables)
{
    private static readonly JsonDocumentOptions Lenient =
        new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The profile of that name, or the first one that starts the project; null where there is none.</summary>
    public static LaunchProfile? Find(string projectPath, string? name)
    {
        var file = Path.Combine(Path.GetDirectoryName(projectPath)!, "Properties", "launchSettings.json");
        if (!File.Exists(file))
        {
            return null;
        }

        using var document = JsonDocument.Parse(File.ReadAllText(file), Lenient);
        return document.RootElement.GetProperty("profiles").EnumerateObject()
            .Where(profile => name is null ? Text(profile.Value, "commandName") == "Project" : profile.Name == name)
            .Select(profile => Parse(profile.Value))
            .FirstOrDefault();
    }

    // Development certificates are Aspire's business: without them only http can be served.
    private static LaunchProfile Parse(JsonElement profile) => new(
        Text(profile, "applicationUrl").Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(url => new Uri(url))
            .Where(url => url.Scheme == Uri.UriSchemeHttp)
            .ToArray(),
        Text(profile, "commandLineArgs"),
        profile.TryGetProperty("environmentVariables", out var variables)
            ? variables.EnumerateObject().ToDictionary(variable => variable.Name, variable => variable.Value.GetString() ?? "")
            : []);

    private static string Text(JsonElement profile, string name) =>
        profile.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
}
