using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Platform.E2ETests.Telemetry;

/// <summary>As OTLP numbers them.</summary>
public enum SpanKind
{
    Unspecified = 0,
    Internal = 1,
    Server = 2,
    Client = 3,
    Producer = 4,
    Consumer = 5,
}

/// <summary>A span as it was exported; ids in hexadecimal, attributes those that are text.</summary>
public sealed record ExportedSpan(
    string TraceId, string SpanId, string ParentId, string Service, string Name, SpanKind Kind, bool IsError, IReadOnlyDictionary<string, string> Attributes)
{
    public string? this[string attribute] => Attributes.GetValueOrDefault(attribute);

    /// <summary>Whether it begins a trace with a call or a statement, which is what loops do that look for work.</summary>
    public bool IsHousekeeping => ParentId.Length == 0 && Kind == SpanKind.Client && !IsError;

    /// <summary>Whether a span of that name is its parent, or its parent's, and so on.</summary>
    /// <param name="ancestor">The name.</param>
    /// <param name="trace">All spans of its trace.</param>
    public bool DescendsFrom(string ancestor, IReadOnlyList<ExportedSpan> trace)
    {
        for (var span = Parent(this); span is not null; span = Parent(span))
        {
            if (span.Name == ancestor)
            {
                return true;
            }
        }

        return false;

        ExportedSpan? Parent(ExportedSpan child) => trace.FirstOrDefault(span => span.SpanId == child.ParentId);
    }
}

/// <summary>
/// A small OTLP collector (http/protobuf). It keeps the spans of the traces that are watched, and which of the words that
/// must never be exported it saw in any signal: traces, metrics or logs.
/// </summary>
public sealed class TraceCollector : IDisposable
{
    private const int Error = 2;

    private readonly HttpListener _listener = new();
    private readonly ConcurrentDictionary<string, bool> _watched = new();
    private readonly ConcurrentQueue<ExportedSpan> _spans = new();
    private readonly ConcurrentQueue<ExportedSpan> _housekeeping = new();
    private readonly ConcurrentDictionary<string, string> _forbidden = new();

    public TraceCollector(int port)
    {
        Endpoint = new Uri($"http://127.0.0.1:{port}");
        _listener.Prefixes.Add(Endpoint.ToString());
        _listener.Start();
        _ = ReceiveAsync();
    }

    public Uri Endpoint { get; }

    public void Watch(string traceId) => _watched[traceId] = true;

    /// <summary>Words that belong to a request's content; they have to be unique enough to be found among bytes.</summary>
    public void Forbid(params string[] words)
    {
        foreach (var word in words)
        {
            _forbidden.TryAdd(word, "");
        }
    }

    public IReadOnlyList<ExportedSpan> SpansOf(string traceId) => [.. _spans.Where(span => span.TraceId == traceId)];

    /// <summary>Spans of no work at all, of any service and trace.</summary>
    public IReadOnlyList<string> Housekeeping => [.. _housekeeping.Select(span => $"{span.Service}: {span.Name}")];

    /// <summary>The forbidden words that were seen, with the signal.</summary>
    public IReadOnlyList<string> Leaks => [.. _forbidden.Where(pair => pair.Value.Length > 0).Select(pair => $"{pair.Key} in {pair.Value}")];

    public void Dispose() => _listener.Close();

    private async Task ReceiveAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            Keep(context.Request.Url!.AbsolutePath, body.ToArray());
            context.Response.ContentType = "application/x-protobuf";
            context.Response.Close();
        }
    }

    private void Keep(string signal, byte[] body)
    {
        foreach (var word in _forbidden.Keys.Where(word => body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)) >= 0))
        {
            _forbidden[word] = signal;
        }

        if (signal != "/v1/traces")
        {
            return;
        }

        foreach (var resource in ExportedTraces.Parser.ParseFrom(body).ResourceSpans)
        {
            var service = resource.Resource.Attributes.FirstOrDefault(attribute => attribute.Key == "service.name")?.Value.StringValue ?? "";
            foreach (var span in resource.ScopeSpans.SelectMany(scope => scope.Spans))
            {
                Keep(new ExportedSpan(
                    Text(span.TraceId), Text(span.SpanId), Text(span.ParentSpanId), service, span.Name, (SpanKind)span.Kind, span.Status?.Code == Error,
                    span.Attributes.GroupBy(attribute => attribute.Key).ToDictionary(same => same.Key, same => same.First().Value?.StringValue ?? "")));
            }
        }
    }

    private void Keep(ExportedSpan span)
    {
        if (_watched.ContainsKey(span.TraceId))
        {
            _spans.Enqueue(span);
        }

        if (span.IsHousekeeping)
        {
            _housekeeping.Enqueue(span);
        }
    }

    private static string Text(Google.Protobuf.ByteString id) => Convert.ToHexStringLower(id.Span);
}
