using System.ComponentModel.DataAnnotations;
using Platform.ServiceDefaults;

namespace Retail.Api.Features.PlaceOrder;

/// <summary>Section <c>Shop</c>.</summary>
public sealed class ShopOptions
{
    public const string Section = "Shop";

    /// <summary>The terminal that takes the shop's payments, as Fraud knows it. Default <c>web-shop-1</c>.</summary>
    [Required]
    [Identifier]
    public string TerminalId { get; set; } = "web-shop-1";
}
