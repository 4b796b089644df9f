using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Platform.TestKit;

/// <summary>A server on a free port of 127.0.0.1 that keeps what it is asked, and answers as the test says. Also stands for a proxy.</summary>
public sealed class RecordingServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RecordingServer(WebApplication app)
    {
        _app = app;
        app.Run(context =>
        {
            Requests.Enqueue($"{context.Request.Method} {context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget}");
            return Answer(context);
        });
    }

    /// <summary>Every request as its first line names it: <c>POST /v1/orders</c>, or to a proxy <c>GET http://example.com/</c>.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>What it answers; 200 with an empty object where a test says nothing.</summary>
    public RequestDelegate Answer { get; set; } = context => context.Response.WriteAsJsonAsync(new { });

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Its port.</summary>
    public int Port => Address.Port;

    /// <summary>Starts one.</summary>
    /// <param name="protocols">HTTP/2 without TLS is only understood where nothing else is.</param>
    public static async Task<RecordingServer> StartAsync(HttpProtocols protocols = HttpProtocols.Http1)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = protocols));
        var server = new RecordingServer(builder.Build());
        await server._app.StartAsync();
        server.Address = new Uri(server._app.Urls.Single());
        return server;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
