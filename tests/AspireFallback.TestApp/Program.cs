// What the tests of the Aspire fallback run: it tells its environment, and fails when told to.
var builder = WebApplication.CreateSlimBuilder(args);
var app = builder.Build();
if (app.Configuration["FAIL_AT_START"] is not null)
{
    throw new InvalidOperationException("Told to fail at start.");
}

app.MapGet("/health", () => app.Configuration["UNHEALTHY"] is null ? Results.Ok() : Results.StatusCode(503));
app.MapGet("/environment/{name}", (string name) => Environment.GetEnvironmentVariable(name) ?? "");
app.MapGet("/folder", () => Environment.CurrentDirectory);
app.MapPost("/end/{code:int}", (int code) => Environment.Exit(code));
app.Run();
