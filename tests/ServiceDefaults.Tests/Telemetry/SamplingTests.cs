using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Trace;
using Platform.TestKit;

namespace ServiceDefaults.Tests.Telemetry;

/// <summary>What the service's own tracer exports; spans are made here as libraries and jobs make them.</summary>
public sealed class SamplingTests : IDisposable
{
    private const string AlwaysOn = "always_on";
    private const string AlwaysOff = "always_off";
    private const string ParentBased = "parentbased_always_on";

    // The source that a service exports besides those of the building blocks is the application's, here the test's.
    private readonly ActivitySource _source = new(typeof(SamplingTests).Assembly.GetName().Name!);
    private readonly ExportedSpans _spans = new();

    public void Dispose()
    {
        _source.Dispose();
        _spans.Dispose();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("no such sampler")]
    [InlineData(ParentBased)]
    [InlineData(AlwaysOn)]
    public async Task Work_is_exported_and_housekeeping_only_where_it_fails(string? sampler)
    {
        await using var api = await StartAsync(sampler);

        Span("job", ActivityKind.Internal, () => Span("a job's query", ActivityKind.Client));
        Span("request", ActivityKind.Server);
        Span("message", ActivityKind.Consumer);
        Span("poll", ActivityKind.Client, () => Span("connect", ActivityKind.Client));
        Span("failed poll", ActivityKind.Client, fails: true);
        Span("poll without a connection", ActivityKind.Client, () => Span("failed connect", ActivityKind.Client, fails: true));

        Exported().ShouldBe(
            ["a job's query", "job", "request", "message", "failed poll", "failed connect", "poll without a connection"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_poll_has_its_callees_leave_it_out_too()
    {
        await using var api = await StartAsync(sampler: null);

        using var poll = _source.StartActivity("poll", ActivityKind.Client)!;

        poll.Recorded.ShouldBeFalse();
        poll.Id.ShouldEndWith("-00");
    }

    [Theory]
    [InlineData(AlwaysOff)]
    [InlineData("parentbased_always_off")]
    [InlineData("traceidratio", "0")]
    [InlineData("parentbased_traceidratio", "0.0")]
    public async Task Nothing_is_exported_where_nothing_shall_be(string sampler, string? argument = null)
    {
        await using var api = await StartAsync(sampler, argument);

        Span("job", ActivityKind.Internal, () => Span("a job's query", ActivityKind.Client));
        Span("failed poll", ActivityKind.Client, fails: true);

        Exported().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("traceidratio", "1")]
    [InlineData("parentbased_traceidratio", "2")]
    [InlineData("parentbased_traceidratio", null)]
    public async Task A_ratio_of_1_or_none_that_can_be_is_everything(string sampler, string? argument)
    {
        await using var api = await StartAsync(sampler, argument);

        Span("job", ActivityKind.Internal);
        Span("poll", ActivityKind.Client);

        Exported().ShouldBe(["job"]);
    }

    [Fact]
    public async Task A_ratio_takes_its_share_of_traces_whole()
    {
        await using var api = await StartAsync("parentbased_traceidratio", "0.25");

        for (var i = 0; i < 2_000; i++)
        {
            Span("job", ActivityKind.Internal, () => Span("query", ActivityKind.Client));
        }

        Exported().Count(name => name == "job").ShouldBeInRange(400, 600);
        Exported().Count(name => name == "query").ShouldBe(Exported().Count(name => name == "job"));
    }

    [Theory]
    [InlineData(ParentBased, false)]
    [InlineData(AlwaysOn, true)]
    public async Task A_caller_that_samples_nothing_is_followed_by_samplers_that_follow_parents(string sampler, bool exported)
    {
        await using var api = await StartAsync(sampler);
        var caller = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.None, isRemote: true);

        _source.StartActivity("request", ActivityKind.Server, caller)?.Dispose();

        Exported().Count.ShouldBe(exported ? 1 : 0);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(AlwaysOn)]
    public async Task Probes_are_left_out_and_requests_are_not(string? sampler)
    {
        await using var api = await StartAsync(sampler);
        using var client = api.CreateClient();
        // Other tests of this process ask other services: by the traces that are asked under here.
        var traces = new Dictionary<ActivityTraceId, string>();
        foreach (var path in (string[])["alive", "health", "v1/me"])
        {
            using var asking = new Activity("test") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.Start();
            traces[asking.TraceId] = path;
            using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        }

        await Eventually.TrueAsync(() => Requests().Contains("v1/me"), "the request is exported");
        Requests().ShouldBe(["v1/me"]);

        string[] Requests() =>
            [.. _spans.Ended.Where(span => span.Kind == ActivityKind.Server && traces.ContainsKey(span.TraceId)).Select(span => traces[span.TraceId])];
    }

    private Task<TestApi> StartAsync(string? sampler, string? argument = null) => TestApi.StartAsync(
        authority: null,
        new() { ["OTEL_TRACES_SAMPLER"] = sampler, ["OTEL_TRACES_SAMPLER_ARG"] = argument },
        builder =>
        {
            builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddSource(_source.Name));
            _spans.AddTo(builder.Services);
        });

    private void Span(string name, ActivityKind kind, Action? inside = null, bool fails = false)
    {
        using var span = _source.StartActivity(name, kind);
        inside?.Invoke();
        if (fails)
        {
            span?.SetStatus(ActivityStatusCode.Error);
        }
    }

    // Other tests of this process make spans of other sources.
    private List<string> Exported() => [.. _spans.Ended.Where(span => span.Source.Name == _source.Name).Select(span => span.DisplayName)];
}
