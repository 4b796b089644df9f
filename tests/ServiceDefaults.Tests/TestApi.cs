using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.ServiceDefaults;
using Platform.TestKit;

namespace ServiceDefaults.Tests;

/// <summary>A small service with the platform's defaults, on Kestrel, whose limits a test server does not have.</summary>
public sealed class TestApi : IAsyncDisposable
{
    public static readonly Permission Read = new("test.read", Scopes: ["test.read", "fraud.score"], Roles: ["analyst", "operator"]);
    public static readonly Permission Write = new("test.write", Scopes: ["test.write"], Roles: ["technician"]);

    private readonly WebApplication _app;

    private TestApi(WebApplication app, RecordedLog log) => (_app, Log) = (app, log);

    public RecordedLog Log { get; }

    public IServiceProvider Services => _app.Services;

    public IHostApplicationLifetime Lifetime => _app.Lifetime;

    public static async Task<TestApi> StartAsync(
        string? authority, Dictionary<string, string?>? settings = null, Action<WebApplicationBuilder>? configure = null)
    {
        var log = new RecordedLog();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Configuration.AddInMemoryCollection(settings);
        // As the AppHost injects it: services__identity__http__0.
        builder.Configuration["services:identity:http:0"] = authority;
        builder.AddServiceDefaults();
        builder.AddAccess(new AccessTable("test", Read, Write));
        configure?.Invoke(builder);
        var app = builder.Build();
        app.UseServiceDefaults();
        Map(app.MapGroup("/v1"));
        await app.StartAsync();
        return new(app, log);
    }

    public HttpClient CreateClient(string? token = null)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(_app.Urls.Single()) };
        client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public Task StopAsync() => _app.StopAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static void Map(RouteGroupBuilder v1)
    {
        v1.MapGet("/me", (HttpContext context) => context.User.SubjectId()).RequirePermission(Read);
        v1.MapGet("/unlisted", () => "for any token");
        v1.MapPost("/readings", (Reading reading) => Results.Ok(reading)).RequirePermission(Write);
        v1.MapPost("/images", async (Stream body, CancellationToken cancellationToken) =>
        {
            await body.CopyToAsync(Stream.Null, cancellationToken);
            return Results.NoContent();
        }).RequirePermission(Write).WithBodyLimit(100_000);
        v1.MapGet("/numbers", (int limit) => limit).RequirePermission(Read);
        v1.MapGet("/failure", string () => throw new InvalidOperationException("Password=hidden in C:\\source\\file.cs")).RequirePermission(Read);
        v1.MapGet("/conflict", () => TypedResults.Conflict(new ProblemDetails { Status = 409, Detail = "differs" })).RequirePermission(Read);
        v1.MapGet("/slow", async (CancellationToken cancellationToken) =>
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return "never";
        }).RequirePermission(Read);
    }
}

public sealed record Reading(string MachineId, double Value, ReadingKind Kind, DateTimeOffset At, Part[]? Parts = null, float? Noise = null);

public sealed record Part(int Number, string? Note = null);

public enum ReadingKind
{
    OilPressure,
    FanSpeed,
}
