using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Platform.ServiceDefaults;

namespace ServiceDefaults.Tests.Telemetry;

public sealed class ConsoleLineTests
{
    [Theory]
    [InlineData(null, true)]
    [InlineData("false", false)]
    public void An_entry_is_one_line_unless_the_settings_say_otherwise(string? setting, bool oneLine)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection([new("Logging:Console:FormatterOptions:SingleLine", setting)]);
        builder.AddServiceDefaults();
        using var services = builder.Services.BuildServiceProvider();

        var console = services.GetRequiredService<IOptionsMonitor<SimpleConsoleFormatterOptions>>().CurrentValue;

        console.SingleLine.ShouldBe(oneLine);
        // None where the output is redirected.
        console.ColorBehavior.ShouldBe(LoggerColorBehavior.Default);
    }
}
