using System.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Retail.FunctionalTests;

/// <summary>What an operator sees of the service: its work, and nothing of its housekeeping.</summary>
public sealed class TelemetryTests(RetailFixture retail) : IClassFixture<RetailFixture>
{
    [Fact]
    public async Task Looking_whether_the_index_is_due_is_no_trace_building_it_is_and_a_stop_says_nothing()
    {
        var spans = new ExportedSpans();
        using var log = new RecordedLog();
        using var service = await retail.StartReplicaAsync(builder => builder
            .UseSetting("Messaging:MeasuringInterval", "00:00:01")
            .UseSetting("Logging:LogLevel:Default", "Information")
            .ConfigureLogging(logging => logging.AddProvider(log))
            .ConfigureTestServices(spans.AddTo));

        await Eventually.TrueAsync(
            () => spans.Ended.Any(span => span.DisplayName == "build index" && spans.Ended.Any(sql => IsOfThisDatabase(sql) && sql.TraceId == span.TraceId)),
            "the first index is built, from the database");
        // The check turns ten times a second.
        await Eventually.StaysTrueAsync(() => Task.FromResult(Roots().Length == 0), "nothing else begins with a statement", TimeSpan.FromSeconds(3));

        log.Entries.Clear();
        await service.Services.GetRequiredService<IHost>().StopAsync();

        log.Entries.Where(entry => entry.Level >= LogLevel.Warning || entry.Exception is not null).ShouldBeEmpty();
        Roots().ShouldBeEmpty();

        // Of this service's database: other services of the process use the same sources.
        Activity[] Roots() => [.. spans.Ended.Where(span => IsOfThisDatabase(span) && span.ParentSpanId == default)];
    }

    private bool IsOfThisDatabase(Activity span) => span.Source.Name == "Npgsql"
        && Equals(span.GetTagItem("db.namespace"), new NpgsqlConnectionStringBuilder(retail.Database.ConnectionString).Database);
}
