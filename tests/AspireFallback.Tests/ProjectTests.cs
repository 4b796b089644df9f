using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.Testing;

namespace AspireFallback.Tests;

/// <summary>These use the port of the test app's launch profile, so they share a class and never run at once.</summary>
public sealed class ProjectTests
{
    private const int ProfilePort = 7199;

    [Fact]
    public async Task A_project_gets_the_variables_that_Aspire_gives_it()
    {
        await using var application = new TestApplication();
        var builder = application.Builder;
        var secret = builder.AddParameter("secret", () => "s3cret", secret: true);
        var database = builder.AddConnectionString("db", ReferenceExpression.Create($"Host=x;Password={secret}"));
        var other = builder.AddExecutable("other", "sleep", ".", "1000").WithHttpEndpoint(name: "web", env: "PORT");
        var app = builder.AddProject<Projects.AspireFallback_TestApp>("app");
        app.WithReference(database).WithReference(app)
            .WithEnvironment("SECRET", secret)
            .WithEnvironment("OTHER", other.GetEndpoint("web"))
            .WithHttpHealthCheck("/health");

        await application.StartAsync();
        await application.WaitForAsync("other", KnownResourceStates.Running);
        await application.States.WaitForResourceHealthyAsync("app");
        using var client = application.Application.CreateHttpClient("app");

        (await ValueAsync("ConnectionStrings__db")).ShouldBe("Host=x;Password=s3cret");
        (await ValueAsync("services__app__http__0")).ShouldBe("http://localhost:7199");
        (await ValueAsync("ASPNETCORE_URLS")).ShouldBe("http://localhost:7199");
        (await ValueAsync("OTEL_SERVICE_NAME")).ShouldBe("app");
        (await ValueAsync("SECRET")).ShouldBe("s3cret");
        (await ValueAsync("FROM_PROFILE")).ShouldBe("yes");
        (await ValueAsync("OTHER")).ShouldBe(application.Application.GetEndpoint("other", "web").ToString().TrimEnd('/'));
        (await client.GetStringAsync(new Uri("/folder", UriKind.Relative))).ShouldEndWith("AspireFallback.TestApp");

        Task<string> ValueAsync(string name) => client.GetStringAsync(new Uri($"/environment/{name}", UriKind.Relative));
    }

    [Fact]
    public async Task A_project_without_profile_gets_a_free_port()
    {
        await using var application = new TestApplication();
        application.Builder.AddProject<Projects.AspireFallback_TestApp>("second", launchProfileName: null)
            .WithHttpEndpoint()
            .WithHttpHealthCheck("/health");

        await application.StartAsync();
        await application.States.WaitForResourceHealthyAsync("second");

        application.Application.GetEndpoint("second").Port.ShouldNotBe(ProfilePort);
    }

    [Fact]
    public async Task A_held_port_is_named_and_nothing_starts()
    {
        using var holder = new TcpListener(IPAddress.Loopback, ProfilePort);
        holder.Start();
        await using var application = new TestApplication();
        application.Builder.AddProject<Projects.AspireFallback_TestApp>("app");

        await application.StartAsync();
        await application.WaitForAsync("app", KnownResourceStates.FailedToStart);

        await application.LogsAsync("app cannot start: port 7199 is held by another process");
    }

    [Fact]
    public async Task A_project_that_fails_at_start_is_reported_and_not_restarted()
    {
        await using var application = new TestApplication();
        application.Builder.AddProject<Projects.AspireFallback_TestApp>("app").WithEnvironment("FAIL_AT_START", "1");

        await application.StartAsync();
        var end = await application.WaitForAsync("app", KnownResourceStates.Finished);

        end.ExitCode.ShouldNotBe(0);
        await application.LogsAsync("app ended by itself with code");
    }

    [Fact]
    public async Task A_project_that_ends_later_is_reported_with_its_code()
    {
        await using var application = new TestApplication();
        application.Builder.AddProject<Projects.AspireFallback_TestApp>("app").WithHttpHealthCheck("/health");
        await application.StartAsync();
        await application.States.WaitForResourceHealthyAsync("app");
        using var client = application.Application.CreateHttpClient("app");

        // The answer may or may not arrive before the process is gone.
        await Should.NotThrowAsync(async () =>
        {
            try
            {
                using var answer = await client.PostAsync(new Uri("/end/7", UriKind.Relative), null);
            }
            catch (HttpRequestException)
            {
            }
        });

        (await application.WaitForAsync("app", KnownResourceStates.Finished)).ExitCode.ShouldBe(7);
        await application.LogsAsync("Error: app ended by itself with code 7; it is not restarted");
    }

    [Fact]
    public async Task A_failing_health_check_says_what_was_asked_and_answered()
    {
        await using var application = new TestApplication();
        application.Builder.AddProject<Projects.AspireFallback_TestApp>("app")
            .WithEnvironment("UNHEALTHY", "1")
            .WithHttpHealthCheck("/health");

        await application.StartAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var state = await application.States.WaitForResourceAsync(
            "app", e => e.Snapshot.Problem?.Contains("503", StringComparison.Ordinal) == true, patience.Token);

        state.Snapshot.Problem.ShouldBe("GET http://localhost:7199/health answered 503 instead of 200");
    }
}
