using System.ComponentModel.DataAnnotations;

namespace Identity;

/// <summary>Section <c>Identity</c> of the authority itself.</summary>
public sealed class AuthorityOptions
{
    public const string Section = "Identity";

    /// <summary>
    /// The <c>iss</c> of tokens. Default: the address by which the caller reached the authority, as OpenID Connect has it;
    /// set it where callers and services reach the authority by different addresses.
    /// </summary>
    [Url]
    public string? Issuer { get; set; }

    /// <summary>What tokens are meant for (<c>aud</c>). Default <c>platform</c>.</summary>
    [Required]
    public string Audience { get; set; } = "platform";

    /// <summary>File of the signing key (PEM, mode 0600); made at the first start. Default: none, a new key at each start.</summary>
    public string? KeyFile { get; set; }

    /// <summary>Hands out tokens without TLS. Default: in the Development environment only.</summary>
    public bool? AllowHttp { get; set; }

    /// <summary>How long a token is good for. Default 1 h.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "12:00:00")]
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(1);
}
