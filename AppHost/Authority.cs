using Platform.ServiceDefaults;

namespace Platform.AppHost;

/// <summary>
/// Who signs the tokens that the services accept: in a local run <c>src/Identity</c> with its demo clients, in a deployment
/// the OpenID Connect authority whose address is the parameter <c>identity-authority</c>.
/// </summary>
internal sealed class Authority
{
    private readonly IResourceBuilder<ProjectResource>? _identity;
    private readonly IResourceBuilder<ParameterResource>? _demoSecret;
    private readonly IResourceBuilder<ParameterResource>? _address;

    private Authority(IDistributedApplicationBuilder builder)
    {
        if (builder.ExecutionContext.IsPublishMode)
        {
            _address = builder.AddParameter("identity-authority");
            return;
        }

        // './platform token' reads the same file, which only its owner can.
        _demoSecret = builder.AddParameter(
            "demo-secret", () => builder.Configuration["Demo:Secret"] ?? State.Of(builder).Secret("demo"), secret: true);
        _identity = builder.AddProject<Projects.Identity>(ResourceNames.Identity)
            .WithHttpHealthCheck("/health")
            .WithEnvironment("Demo__Secret", _demoSecret);
    }

    public static Authority Add(IDistributedApplicationBuilder builder) => new(builder);

    /// <summary>Tells a service where tokens are checked.</summary>
    public void IsTrustedBy(IResourceBuilder<ProjectResource> service)
    {
        if (_identity is not null)
        {
            service.WithReference(_identity).WaitFor(_identity);
        }
        else
        {
            service.WithEnvironment("Identity__Authority", _address!);
        }
    }

    /// <summary>Tells a program the secret of its demo client; local runs only.</summary>
    public void IsKnownTo(IResourceBuilder<ProjectResource> program)
    {
        IsTrustedBy(program);
        program.WithEnvironment("Demo__Secret", _demoSecret!);
    }
}
