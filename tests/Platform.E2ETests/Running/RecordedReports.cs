using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Platform.AppHost;

namespace Platform.E2ETests.Running;

/// <summary>What <see cref="StartReports"/> logs.</summary>
internal sealed class RecordedReports : ILoggerProvider
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _reports = [];

    public IReadOnlyList<(LogLevel Level, string Text)> All => [.. _reports];

    public ILogger CreateLogger(string categoryName) =>
        categoryName == typeof(StartReports).FullName ? new Recorder(_reports) : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

    public void Dispose()
    {
    }

    private sealed class Recorder(ConcurrentQueue<(LogLevel, string)> reports) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            reports.Enqueue((logLevel, formatter(state, exception)));
    }
}
