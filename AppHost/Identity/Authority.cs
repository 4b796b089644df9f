using Platform.ServiceDefaults;

namespace Platform.AppHost;

/// <summary>
/// Who signs the tokens that the services accept: in a local run <c>src/Identity</c> with its demo clients, or the OpenID Connect
/// authority that <c>Identity:Authority</c> names; in a deployment that of the parameter <c>identity-authority</c>.
/// </summary>
internal abstract class Authority
{
    private const string Setting = "Identity__Authority";

    public static Authority Add(IDistributedApplicationBuilder builder)
    {
        if (builder.ExecutionContext.IsPublishMode)
        {
            var address = builder.AddParameter("identity-authority")
                .WithDescription("Address of your OpenID Connect authority, such as `https://login.example.com/realm`.", enableMarkdown: true);
            return new Deployed(address);
        }

        return builder.Configuration["Identity:Authority"] is { Length: > 0 } named
            ? new External(builder, named)
            : new Local(builder);
    }

    /// <summary>Tells a service where the tokens it gets are checked.</summary>
    public abstract void IsTrustedBy(IResourceBuilder<ProjectResource> service);

    /// <summary>The local authority of <c>src/Identity</c>; null where another one is used, which has no demo clients.</summary>
    public virtual LocalAuthority? Demo => null;

    private sealed class Local(IDistributedApplicationBuilder builder) : Authority
    {
        public override LocalAuthority Demo { get; } = new(builder);

        public override void IsTrustedBy(IResourceBuilder<ProjectResource> service) =>
            service.WithReference(Demo.Identity).WaitFor(Demo.Identity);
    }

    private sealed class External(IDistributedApplicationBuilder builder, string address) : Authority
    {
        private readonly IResourceBuilder<ExternalServiceResource> _service = builder
            .AddExternalService(ResourceNames.Identity, WithSlash(address))
            .WithHttpHealthCheck(".well-known/openid-configuration")
            .WithIconName("ShieldKeyhole");

        public override void IsTrustedBy(IResourceBuilder<ProjectResource> service) =>
            service.WithEnvironment(Setting, address).WithReferenceRelationship(_service);

        // The metadata lie below the authority's path, not beside it.
        private static Uri WithSlash(string address) => new(address.EndsWith('/') ? address : address + "/");
    }

    private sealed class Deployed(IResourceBuilder<ParameterResource> address) : Authority
    {
        public override void IsTrustedBy(IResourceBuilder<ProjectResource> service) => service.WithEnvironment(Setting, address);
    }
}

/// <summary>The authority of local runs, and the secret of its demo clients.</summary>
internal sealed class LocalAuthority
{
    /// <summary>Name of the parameter with the secret.</summary>
    public const string SecretName = "demo-secret";

    public LocalAuthority(IDistributedApplicationBuilder builder)
    {
        // './platform token' reads the same file, which only its owner can.
        Secret = builder.AddParameter(
                SecretName, () => builder.Configuration["Demo:Secret"] ?? State.Of(builder).Secret("demo"), secret: true)
            .WithDescription("Secret of the demo clients of the local authority, one for each role; made at the first start.");
        Identity = builder.AddProject<Projects.Identity>(ResourceNames.Identity)
            .WithEnvironment("Demo__Secret", Secret)
            .WithProbes()
            .WithoutHttpsCertificate()
            .WithUrlForEndpoint("http", url => (url.DisplayText, url.Url) = ("OpenID metadata", "/.well-known/openid-configuration"))
            .WithIconName("ShieldKeyhole");
        Tokens = new DemoTokens(Identity.Resource, Secret.Resource);
        Identity.WithTokenCommand(Tokens);
    }

    public IResourceBuilder<ProjectResource> Identity { get; }

    public DemoTokens Tokens { get; }

    public IResourceBuilder<ParameterResource> Secret { get; }
}
