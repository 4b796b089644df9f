namespace Manufacturing.Api.Domain;

/// <summary>What a prediction means for its machine.</summary>
public enum Outcome
{
    /// <summary>Above the machine's limit.</summary>
    Healthy,

    /// <summary>Fallen to the limit with this prediction: announced.</summary>
    LimitCrossed,

    /// <summary>Below the limit since an earlier prediction.</summary>
    BelowLimit,
}
