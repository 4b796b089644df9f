using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Platform.Messaging;

namespace Messaging.Tests;

public sealed class MessagingOptionsTests
{
    [Fact]
    public void The_defaults_are_within_their_own_ranges() => Bind().RelayBatchSize.ShouldBe(256);

    [Theory]
    [InlineData("Prefetch", "128")]
    [InlineData("PollInterval", "00:00:00.050")]
    [InlineData("RelayGather", "00:00:00")]
    [InlineData("Retries", "0")]
    [InlineData("RetryGrowth", "1.5")]
    [InlineData("InboxRetention", "90.00:00:00")]
    [InlineData("DrainTimeout", "00:00:00")]
    public void A_value_within_its_range_is_taken(string name, string value) => Should.NotThrow(() => Bind((name, value)));

    [Theory]
    [InlineData("RelayBatchSize", "0")]
    [InlineData("Prefetch", "0")]
    [InlineData("Prefetch", "1001")]
    [InlineData("Concurrency", "65")]
    [InlineData("Retries", "-1")]
    [InlineData("RetryGrowth", "0.5")]
    [InlineData("RetryDelay", "00:00:00")]
    [InlineData("PollInterval", "-00:00:01")]
    [InlineData("RelayGather", "-00:00:01")]
    [InlineData("RelayGather", "00:00:11")]
    [InlineData("ConfirmTimeout", "1.00:00:00")]
    [InlineData("InboxRetention", "00:00:01")]
    [InlineData("MaximumMessageBytes", "100000000")]
    [InlineData("OutboxDegradedDepth", "0")]
    [InlineData("OutboxUnhealthyAge", "366.00:00:00")]
    public void A_value_out_of_its_range_is_refused_by_name(string name, string value) =>
        Should.Throw<OptionsValidationException>(() => Bind((name, value))).Message.ShouldContain(name);

    [Theory]
    [InlineData("OutboxUnhealthyDepth", "10000")]
    [InlineData("OutboxUnhealthyDepth", "500")]
    [InlineData("OutboxDegradedDepth", "1000000")]
    [InlineData("OutboxUnhealthyAge", "00:05:00")]
    [InlineData("OutboxUnhealthyAge", "00:01:00")]
    public void Health_degrades_before_it_is_unhealthy(string name, string value) =>
        Should.Throw<OptionsValidationException>(() => Bind((name, value))).Message.ShouldContain("must be greater than OutboxDegraded");

    [Fact]
    public void An_age_that_ends_readiness_may_be_given() =>
        Bind(("OutboxUnhealthyAge", "12:00:00")).OutboxUnhealthyAge.ShouldBe(TimeSpan.FromHours(12));

    private static MessagingOptions Bind(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"Messaging:{s.Name}", (string?)s.Value)))
            .Build();
        return new ServiceCollection()
            .AddOptions<MessagingOptions>().Bind(configuration.GetSection(MessagingOptions.Section)).ValidateDataAnnotations()
            .Services.BuildServiceProvider().GetRequiredService<IOptions<MessagingOptions>>().Value;
    }
}
