using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Simulator.Tests.Traffic;

/// <summary>What a feed tells, from <see cref="LogLevel.Information"/> on.</summary>
internal sealed class FeedLog<T> : ILogger<T>
{
    public ConcurrentQueue<(LogLevel Level, string Message)> Entries { get; } = [];

    public string[] Warnings => [.. Entries.Where(entry => entry.Level >= LogLevel.Warning).Select(entry => entry.Message)];

    public string[] Messages => [.. Entries.Select(entry => entry.Message)];

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            Entries.Enqueue((logLevel, formatter(state, exception)));
        }
    }
}
