using System.ComponentModel.DataAnnotations;

namespace Platform.ServiceDefaults;

/// <summary>Section <c>Identity</c>: whose tokens a service believes.</summary>
public sealed class IdentityOptions
{
    public const string Section = "Identity";

    /// <summary>
    /// Address of the OpenID Connect authority; its discovery document names the issuer and the keys.
    /// The default is the name of the platform's own authority, resolved by service discovery.
    /// </summary>
    [Required]
    [Url]
    public string Authority { get; set; } = $"http://{ResourceNames.Identity}";

    /// <summary>What a token must be meant for (<c>aud</c>). Default <c>platform</c>.</summary>
    [Required]
    public string Audience { get; set; } = "platform";

    /// <summary>Allows an authority without TLS. Default: in the Development environment only.</summary>
    public bool? AllowHttp { get; set; }

    /// <summary>Claims that carry roles. Default <c>role</c> (platform) and <c>roles</c> (Entra ID, Keycloak); configured names are added.</summary>
    public string[] RoleClaims { get; set; } = ["role", "roles"];

    /// <summary>Claims that carry scopes. Default <c>scope</c> (RFC 9068) and <c>scp</c> (Entra ID); configured names are added.</summary>
    public string[] ScopeClaims { get; set; } = ["scope", "scp"];

    /// <summary>How far the clocks of authority and service may differ. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often, at most, the keys are fetched again because a token names an unknown one. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromSeconds(10);
}
