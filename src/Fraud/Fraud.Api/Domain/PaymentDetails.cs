namespace Fraud.Api.Domain;

/// <summary>What a payment may bring along, for rules, lists and models that use it; null where its sender did not say.</summary>
/// <param name="Channel">How the card was used.</param>
/// <param name="Country">Where: ISO 3166-1 alpha-2.</param>
/// <param name="DeviceId">With what device: an opaque id.</param>
/// <param name="MerchantCategory">At what kind of merchant: ISO 18245, four digits.</param>
/// <param name="CardRange">First six to eight digits of the card (ISO/IEC 7812), which name its issuer and not its holder.</param>
public sealed record PaymentDetails(
    Channel? Channel = null,
    string? Country = null,
    string? DeviceId = null,
    string? MerchantCategory = null,
    string? CardRange = null)
{
    public static PaymentDetails None { get; } = new();
}
