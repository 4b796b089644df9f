using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Platform.Messaging;
using Platform.Messaging.Outbox;
using Platform.Messaging.Telemetry;

namespace Messaging.Tests.Telemetry;

public sealed class OutboxHealthTests
{
    private static readonly IOptions<MessagingOptions> Settings = Options.Create(new MessagingOptions
    {
        OutboxDegradedDepth = 10,
        OutboxUnhealthyDepth = 20,
        OutboxDegradedAge = TimeSpan.FromMinutes(5),
        OutboxUnhealthyAge = TimeSpan.FromHours(1),
        MeasuringInterval = TimeSpan.FromSeconds(10),
    });

    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(0, 0, HealthStatus.Healthy)]
    [InlineData(9, 299, HealthStatus.Healthy)]
    [InlineData(10, 0, HealthStatus.Degraded)]
    [InlineData(1, 300, HealthStatus.Degraded)]
    [InlineData(19, 3_599, HealthStatus.Degraded)]
    [InlineData(20, 0, HealthStatus.Unhealthy)]
    [InlineData(1, 3_600, HealthStatus.Unhealthy)]
    public async Task Depth_and_age_each_degrade_first_and_then_end_readiness(int depth, int seconds, HealthStatus expected)
    {
        var measurement = new OutboxMeasurement(Settings, _time);
        measurement.Set(new OutboxState(depth, TimeSpan.FromSeconds(seconds), Dead: 0));

        (await CheckAsync(measurement, Settings)).Status.ShouldBe(expected);
    }

    [Fact]
    public async Task An_event_that_will_never_be_sent_by_itself_degrades_and_does_not_end_readiness()
    {
        var measurement = new OutboxMeasurement(Settings, _time);
        measurement.Set(new OutboxState(0, TimeSpan.Zero, Dead: 1));
        (await CheckAsync(measurement, Settings)).Status.ShouldBe(HealthStatus.Degraded);

        measurement.Set(new OutboxState(0, TimeSpan.Zero, Dead: 0));
        (await CheckAsync(measurement, Settings)).Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task By_default_no_age_ends_readiness()
    {
        var defaults = Options.Create(new MessagingOptions());
        var measurement = new OutboxMeasurement(defaults, _time);
        measurement.Set(new OutboxState(1, TimeSpan.FromDays(300), Dead: 0));

        (await CheckAsync(measurement, defaults)).Status.ShouldBe(HealthStatus.Degraded);
    }

    [Fact]
    public async Task A_measurement_that_is_not_renewed_does_not_stay_healthy()
    {
        var measurement = new OutboxMeasurement(Settings, _time);
        measurement.Set(new OutboxState(3, TimeSpan.FromSeconds(1), Dead: 0));

        _time.Advance(TimeSpan.FromSeconds(40));
        (await CheckAsync(measurement, Settings)).Status.ShouldBe(HealthStatus.Healthy);
        _time.Advance(TimeSpan.FromSeconds(1));

        var result = await CheckAsync(measurement, Settings);
        result.Status.ShouldBe(HealthStatus.Degraded);
        result.Description.ShouldNotBeNull().ShouldContain("not measured for 00:00:41");
    }

    [Fact]
    public async Task Nor_does_one_that_was_never_made()
    {
        var measurement = new OutboxMeasurement(Settings, _time);
        (await CheckAsync(measurement, Settings)).Status.ShouldBe(HealthStatus.Healthy);

        _time.Advance(TimeSpan.FromMinutes(1));

        (await CheckAsync(measurement, Settings)).Status.ShouldBe(HealthStatus.Degraded);
    }

    [Fact]
    public async Task What_was_full_when_it_was_measured_last_stays_full_until_it_is_measured_again()
    {
        var measurement = new OutboxMeasurement(Settings, _time);
        measurement.Set(new OutboxState(20, TimeSpan.Zero, Dead: 0));
        _time.Advance(TimeSpan.FromDays(1));

        (await CheckAsync(measurement, Settings)).Status.ShouldBe(HealthStatus.Unhealthy);
        measurement.Set(new OutboxState(0, TimeSpan.Zero, Dead: 0));
        (await CheckAsync(measurement, Settings)).Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public void An_event_from_the_future_has_no_age()
    {
        var measurement = new OutboxMeasurement(Settings, _time);

        measurement.Set(new OutboxState(1, TimeSpan.FromMinutes(-3), Dead: 0));

        measurement.Last.OldestAge.ShouldBe(TimeSpan.Zero);
    }

    private static Task<HealthCheckResult> CheckAsync(OutboxMeasurement measurement, IOptions<MessagingOptions> options)
    {
        var check = new OutboxHealth(measurement, options);
        return check.CheckHealthAsync(new HealthCheckContext
        {
            Registration = new HealthCheckRegistration("outbox", check, HealthStatus.Unhealthy, []),
        });
    }
}
