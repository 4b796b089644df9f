namespace Fraud.Api.Domain.Cases;

/// <summary>Somebody does something with a case now.</summary>
/// <param name="Id">Names the deed, also when it is tried again.</param>
/// <param name="Actor">Who: the subject of the token.</param>
/// <param name="At">When.</param>
/// <param name="Lock">How long the case stays with them.</param>
public sealed record CaseDeed(Guid Id, string Actor, DateTimeOffset At, TimeSpan Lock)
{
    public DateTimeOffset Until => At + Lock;
}
