// A small AppHost for the tests that need a whole one: as a process of its own, or run by the testing builder.
var builder = DistributedApplication.CreateBuilder(args);

var sleeper = builder.AddExecutable("sleeper", "sh", ".", "-c", "echo sleeping; sleep 1000 & wait");
var database = builder.AddConnectionString("database", ReferenceExpression.Create($"Host=nowhere;Greeting={builder.Configuration["Greeting"]}"));
builder.AddProject<Projects.AspireFallback_TestApp>("app")
    .WithReference(database)
    .WaitFor(sleeper)
    .WithHttpHealthCheck("/health");

builder.Build().Run();
