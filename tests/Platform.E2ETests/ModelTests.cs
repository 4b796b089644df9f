using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.LocalServers;

namespace Platform.E2ETests;

/// <summary>What the AppHost describes, without starting it.</summary>
public sealed class ModelTests : IDisposable
{
    private readonly StateFolder _state = StateFolder.Temporary();

    [Fact]
    public async Task An_authority_of_the_operators_own_is_an_external_service_and_nothing_of_the_demo_is_there()
    {
        var resources = await DescribeAsync("--Identity:Authority=https://login.example.com/realm");

        var identity = resources.Single(resource => resource.Name == "identity").ShouldBeOfType<ExternalServiceResource>();
        identity.Uri.ShouldBe(new Uri("https://login.example.com/realm/"));
        identity.Annotations.OfType<HealthCheckAnnotation>().Count().ShouldBe(1);
        resources.ShouldNotContain(resource => resource.Name == "simulator" || resource.Name == "demo-secret");
        (await VariablesAsync(resources, "fraud-api"))["Identity__Authority"].ShouldBe("https://login.example.com/realm");
    }

    [Fact]
    public async Task Servers_that_run_elsewhere_are_connection_strings_and_have_no_command_that_empties_them()
    {
        var resources = await DescribeAsync(
            "--Servers=external", "--ConnectionStrings:postgres=Host=db.example.com;Username=platform",
            "--ConnectionStrings:messaging=amqp://broker.example.com");

        resources.OfType<ExecutableResource>().ShouldNotContain(resource => resource.Name == "postgres" || resource.Name == "messaging");
        resources.SelectMany(resource => resource.Annotations.OfType<ResourceCommandAnnotation>()).ShouldNotContain(command => command.Name == "reset");
        var database = (IResourceWithConnectionString)resources.Single(resource => resource.Name == "frauddb");
        (await database.GetConnectionStringAsync()).ShouldBe("Host=db.example.com;Username=platform;Database=frauddb");
    }

    [Fact]
    public async Task Servers_in_containers_have_the_passwords_and_volumes_of_the_clone()
    {
        var resources = await DescribeAsync("--Servers=containers");

        foreach (var server in new[] { "postgres", "messaging" })
        {
            var container = resources.Single(resource => resource.Name == server).ShouldBeAssignableTo<ContainerResource>()!;
            container.Annotations.OfType<ContainerMountAnnotation>().ShouldContain(mount => mount.Source!.StartsWith(_state.VolumePrefix, StringComparison.Ordinal));
            var password = (ParameterResource)resources.Single(resource => resource.Name == $"{server}-password");
            password.Secret.ShouldBeTrue();
            (await password.GetValueAsync(CancellationToken.None)).ShouldBe(_state.Secret(server));
        }
    }

    [Fact]
    public async Task Every_parameter_says_what_it_is_for()
    {
        var parameters = (await DescribeAsync()).OfType<ParameterResource>().ToArray();

        parameters.ShouldNotBeEmpty();
        parameters.ShouldAllBe(parameter => !string.IsNullOrWhiteSpace(parameter.Description));
    }

    [Theory]
    [InlineData("--Servers=kubernetes", "Servers=kubernetes: it is auto, containers, local or external.")]
    public async Task A_setting_that_means_nothing_is_refused_with_what_it_may_be(string argument, string message)
    {
        var refusal = await Should.ThrowAsync<Exception>(() => DescribeAsync(argument));

        refusal.ToString().ShouldContain(message);
    }

    public void Dispose() => _state.Delete();

    private async Task<IReadOnlyList<IResource>> DescribeAsync(params string[] arguments)
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>([$"--{StateFolder.Variable}={_state.Path}", .. arguments]);
        return [.. builder.Resources];
    }

    // As for a deployment, since nothing here has a port yet.
    private static async Task<IReadOnlyDictionary<string, string>> VariablesAsync(IReadOnlyList<IResource> resources, string name)
    {
        var configuration = await ExecutionConfigurationBuilder.Create(resources.Single(resource => resource.Name == name))
            .WithEnvironmentVariablesConfig()
            .BuildAsync(new DistributedApplicationExecutionContext(DistributedApplicationOperation.Publish), NullLogger.Instance, CancellationToken.None);
        return configuration.EnvironmentVariables.ToDictionary();
    }
}
