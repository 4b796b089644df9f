using System.Net;

namespace Platform.ServiceDefaults;

/// <summary>
/// The proxy of the environment, for everything but this machine. .NET asks the proxy of <c>HTTP_PROXY</c>, <c>HTTPS_PROXY</c>
/// and <c>ALL_PROXY</c> for loopback addresses, too, where no proxy can reach anything of ours.
/// The file is compiled into ServiceDefaults and, as a link, into the command line, the AppHost and the TestKit.
/// </summary>
internal sealed class LoopbackBypass(IWebProxy environment) : IWebProxy
{
    private static readonly string[] ProxyVariables = ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];

    // Names and notations as different programs compare them: with and without brackets, with a leading dot for a suffix.
    private static readonly string[] Local = ["localhost", ".localhost", "127.0.0.1", "::1", "[::1]"];

    public ICredentials? Credentials
    {
        get => environment.Credentials;
        set => environment.Credentials = value;
    }

    /// <summary>Makes every HTTP client of this process, exporters and token checks included, go round the proxy to this machine.</summary>
    public static void Use()
    {
        if (HttpClient.DefaultProxy is not LoopbackBypass)
        {
            HttpClient.DefaultProxy = new LoopbackBypass(HttpClient.DefaultProxy);
        }
    }

    /// <summary>
    /// The same for programs that this process starts and that are not ours, by the variable they read. What it says already stays.
    /// Changes nothing where the environment has no proxy.
    /// </summary>
    public static void PassOn()
    {
        if (!ProxyVariables.Any(name => Environment.GetEnvironmentVariable(name) is { Length: > 0 }))
        {
            return;
        }

        // Lower case first, as .NET and curl read it.
        var named = Environment.GetEnvironmentVariable("no_proxy") ?? Environment.GetEnvironmentVariable("NO_PROXY");
        var exceptions = WithLocal(named);
        Environment.SetEnvironmentVariable("no_proxy", exceptions);
        Environment.SetEnvironmentVariable("NO_PROXY", exceptions);
    }

    public Uri? GetProxy(Uri destination) => IsLoopback(destination) ? null : environment.GetProxy(destination);

    public bool IsBypassed(Uri host) => IsLoopback(host) || environment.IsBypassed(host);

    /// <summary>The exceptions of <c>NO_PROXY</c> with those for this machine.</summary>
    internal static string WithLocal(string? exceptions) => string.Join(
        ',',
        (exceptions ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Concat(Local)
            .Distinct(StringComparer.OrdinalIgnoreCase));

    private static bool IsLoopback(Uri address)
    {
        var name = address.IdnHost.TrimEnd('.');
        return name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase) // RFC 6761, section 6.3
            || (IPAddress.TryParse(name, out var ip) && IPAddress.IsLoopback(ip));
    }
}
