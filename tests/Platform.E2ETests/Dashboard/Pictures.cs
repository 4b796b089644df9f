using Microsoft.Playwright;

namespace Platform.E2ETests.Dashboard;

/// <summary>Pictures of what the browser saw: kept beside the tests' output, or, with <c>PLATFORM_PICTURES</c>, where the README shows them.</summary>
internal static class Pictures
{
    private const int MaxBytes = 200_000;

    public static async Task KeepAsync(IPage page, string name)
    {
        var folder = Environment.GetEnvironmentVariable("PLATFORM_PICTURES") is { Length: > 0 } named
            ? Path.GetFullPath(named, Path.Combine(AppContext.BaseDirectory, "../../../../.."))
            : Path.Combine(AppContext.BaseDirectory, "pictures");
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, $"{name}.png");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = file });
        new FileInfo(file).Length.ShouldBeLessThan(MaxBytes, $"{file} is for a page that has to load quickly");
    }
}
