using Microsoft.Extensions.Time.Testing;
using Platform.Cli.Running;

namespace Cli.Tests.Running;

public sealed class StartReportReaderTests
{
    // Recorded from AppHosts, their output redirected and the resources' logs in it.
    private const string Recorded = """
        info: Aspire.Hosting.DistributedApplication[0]
              Application host directory is: /home/me/platform/AppHost
        info: AppHost.Resources.messaging[0]
              1: 2026-11-30T16:56:47.8690328Z No custom certificate authorities to configure for 'messaging'. Default certificate authority trust behavior will be used.
        info: Aspire.Hosting.DistributedApplication[0]
              Now listening on: http://localhost:45103
        info: Aspire.Hosting.DistributedApplication[0]
              Login to the dashboard at http://localhost:45103/login?t=c33fcee00ed5933ed7e3889c36b24a9d
        info: Aspire.Hosting.DistributedApplication[0]
              Aspire Dashboard

                    - Dashboard:  http://localhost:45103
                    - Login URL:  http://localhost:45103/login?t=c33fcee00ed5933ed7e3889c36b24a9d
                    - OTLP/gRPC:  http://localhost:45863

        warn: Platform.AppHost.StartReports[1]
              Waiting for messaging (needed by fraud-api, healthcare-api, manufacturing-api, retail-api): it runs, but is not healthy: messaging-answers: RabbitMQ does not answer on port 23490.
        info: Platform.AppHost.StartReports[5]
              train-fraud has finished.
        fail: Platform.AppHost.StartReports[4]
              broken ended by itself with code 3. Start it again from the page once the cause is gone. Its last lines:
                the disk is full
                fail: Platform.AppHost.StartReports[2]
        fail: Platform.AppHost.StartReports[3]
              messaging cannot start: RabbitMQ is not installed. On Debian and Ubuntu: apt-get install -y --no-install-recommends rabbitmq-server
        fail: AppHost.Resources.messaging[0]
              2: 2026-11-30T16:56:50.1690328Z Failed to create resource messaging
              RabbitMQ is not installed. On Debian and Ubuntu: apt-get install -y --no-install-recommends rabbitmq-server
        warn: Platform.AppHost.StartReports[1]
              Waiting for messaging (needed by fraud-api, healthcare-api, manufacturing-api, retail-api): it runs, but is not healthy: messaging-answers: RabbitMQ does not answer on port 23490.
        info: Microsoft.Hosting.Lifetime[0]
              Application is shutting down...
        """;

    private readonly FakeTimeProvider _time = new();
    private readonly StartReportReader _reader;

    public StartReportReaderTests() => _reader = new(_time);

    [Fact]
    public void Waits_and_failures_are_told_in_their_order_and_once()
    {
        Read(Recorded);

        _reader.TakeNew().Select(report => (report.FirstLine, report.IsFailure)).ShouldBe(
        [
            ("Waiting for messaging (needed by fraud-api, healthcare-api, manufacturing-api, retail-api): it runs, but is not healthy: messaging-answers: RabbitMQ does not answer on port 23490.", false),
            ("broken ended by itself with code 3. Start it again from the page once the cause is gone. Its last lines:", true),
            ("messaging cannot start: RabbitMQ is not installed. On Debian and Ubuntu: apt-get install -y --no-install-recommends rabbitmq-server", true),
        ]);
        _reader.TakeNew().ShouldBeEmpty();
    }

    [Fact]
    public void A_failure_comes_with_the_last_lines_of_what_ended()
    {
        Read(Recorded);

        var ended = _reader.TakeNew().Single(report => report.Text.StartsWith("broken ended", StringComparison.Ordinal));
        ended.Text.ShouldEndWith($"Its last lines:{Environment.NewLine}  the disk is full{Environment.NewLine}  fail: Platform.AppHost.StartReports[2]");
    }

    [Fact]
    public void The_dashboard_is_known_with_its_token()
    {
        _reader.Dashboard.ShouldBeNull();

        Read(Recorded);

        _reader.Dashboard.ShouldBe(new Uri("http://localhost:45103/login?t=c33fcee00ed5933ed7e3889c36b24a9d"));
    }

    [Fact]
    public void An_entry_that_nothing_follows_is_told_when_it_is_complete()
    {
        Read("""
            fail: Platform.AppHost.StartReports[3]
                  retail-api cannot start: port 7120 is held by another program
            """);

        _reader.TakeNew().ShouldBeEmpty("its last line may not have come yet");
        _time.Advance(TimeSpan.FromSeconds(1));

        _reader.TakeNew().ShouldBe([new("retail-api cannot start: port 7120 is held by another program", IsFailure: true)]);
    }

    [Fact]
    public void What_a_resource_prints_is_not_taken_for_the_AppHosts_word()
    {
        Read("""
            fail: AppHost.Resources.fraud-api[0]
                  7: 2026-11-24T02:00:06.0000000Z fail: Platform.AppHost.StartReports[2]
                  8: 2026-11-24T02:00:06.0000000Z       everything is lost
            info: AppHost.Resources.fraud-api[0]
                  Login to the dashboard at http://localhost:1/login?t=false
                  an indented line
            fail: Fraud.Api.Scoring[2]
                  no score
            """);
        _time.Advance(TimeSpan.FromSeconds(1));

        _reader.TakeNew().ShouldBeEmpty();
        _reader.Dashboard.ShouldBeNull();
    }

    private void Read(string output)
    {
        foreach (var line in output.Split('\n'))
        {
            _reader.Read(line.TrimEnd('\r'));
        }
    }
}
