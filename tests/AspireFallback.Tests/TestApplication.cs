using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Platform.TestKit;

namespace AspireFallback.Tests;

/// <summary>An application under test: its builder, what it logs, and a clock that only the test moves (where asked for).</summary>
internal sealed class TestApplication : IAsyncDisposable, ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _log = new();
    private DistributedApplication? _application;

    public TestApplication(FakeTimeProvider? clock = null)
    {
        Builder = DistributedApplication.CreateBuilder([]);
        Builder.Services.AddLogging(logging => logging.ClearProviders().AddProvider(this));
        if (clock is not null)
        {
            Builder.Services.AddSingleton<TimeProvider>(clock);
        }
    }

    public IDistributedApplicationBuilder Builder { get; }

    public ResourceNotificationService States => _application!.ResourceNotifications;

    public DistributedApplication Application => _application!;

    public string Log => string.Join('\n', _log);

    public async Task StartAsync()
    {
        _application = Builder.Build();
        await _application.StartAsync();
    }

    public async Task<CustomResourceSnapshot> WaitForAsync(string resource, string state)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var last = await States.WaitForResourceAsync(resource, e => e.Snapshot.State == state, patience.Token);
        return last.Snapshot;
    }

    public Task LogsAsync(string text) => Eventually.TrueAsync(() => Log.Contains(text, StringComparison.Ordinal), $"a log line with '{text}'");

    public async ValueTask DisposeAsync()
    {
        if (_application is not null)
        {
            await _application.DisposeAsync();
        }
    }

    ILogger ILoggerProvider.CreateLogger(string categoryName) => this;

    void IDisposable.Dispose()
    {
    }

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _log.Enqueue($"{logLevel}: {formatter(state, exception)}");
}
