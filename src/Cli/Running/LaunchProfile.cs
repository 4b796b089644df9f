using System.Text.Json;

namespace Platform.Cli.Running;

/// <summary>
/// The environment of the AppHost's launch profile. <c>dotnet AppHost.dll</c> does not read it, and without it Aspire has no
/// address for its dashboard and runs as if in production.
/// </summary>
internal static class LaunchProfile
{
    private const string Name = "http";

    public static Dictionary<string, string> Environment(Clone clone)
    {
        using var settings = JsonDocument.Parse(File.ReadAllText(clone.PathOf("AppHost/Properties/launchSettings.json")));
        var profile = settings.RootElement.GetProperty("profiles").GetProperty(Name);
        var variables = profile.GetProperty("environmentVariables").EnumerateObject()
            .ToDictionary(variable => variable.Name, variable => variable.Value.GetString()!);
        variables["ASPNETCORE_URLS"] = profile.GetProperty("applicationUrl").GetString()!;
        variables["DOTNET_LAUNCH_PROFILE"] = Name;
        return variables;
    }
}
