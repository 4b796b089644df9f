namespace Fraud.Api.Domain.Lists;

/// <summary>What a list says about a payment.</summary>
public enum ListKind
{
    /// <summary>Declined, whatever else is said.</summary>
    Block,

    /// <summary>Approved, whatever model and rules say.</summary>
    Allow,

    /// <summary>Looked at, at least.</summary>
    Review,
}

/// <summary>What a list entry names.</summary>
public enum ListSubject
{
    Customer,
    Terminal,
    CardRange,
    Country,
    Device,
}
