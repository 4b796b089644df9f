using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Console;

namespace Platform.ServiceDefaults;

internal static class ConsoleLines
{
    private const string Setting = "Logging:Console:FormatterOptions:SingleLine";

    /// <summary>
    /// An entry is a line, in a terminal as on the dashboard's console page; with its exception, where it has one. Colours are
    /// the formatter's own business: none where the output is redirected, unless whoever reads it asks for them.
    /// </summary>
    public static void AddConsoleLines(this WebApplicationBuilder builder)
    {
        if (builder.Configuration[Setting] is null)
        {
            builder.Services.Configure<SimpleConsoleFormatterOptions>(console => console.SingleLine = true);
        }
    }
}
