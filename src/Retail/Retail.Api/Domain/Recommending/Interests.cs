namespace Retail.Api.Domain.Recommending;

/// <summary>
/// What a view or a filled basket says about a shopper's interest, measured in purchases. The public data sets hold
/// purchases only, so the two smaller weights are a choice, not a measurement; they matter while nothing is bought yet.
/// </summary>
public static class Interests
{
    public const float View = 0.2f;
    public const float Basket = 0.5f;
    public const float Purchase = 1f;

    public static float Of(InteractionKind kind) => kind switch
    {
        InteractionKind.Purchase => Purchase,
        InteractionKind.Basket => Basket,
        _ => View,
    };
}
