namespace Platform.E2ETests.Dashboard;

/// <summary>A fact that a browser sees: skipped, with the reason, where there is no Chromium (<c>./platform test</c> installs it).</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    public BrowserFactAttribute()
    {
        if (Program is null)
        {
            Skip = $"No Chromium at {string.Join(" or ", Places)}. On Debian: apt-get install -y --no-install-recommends chromium";
        }
    }

    /// <summary>The browser of this machine; null when there is none.</summary>
    public static string? Program { get; } = Places.FirstOrDefault(File.Exists);
}
