namespace Fraud.Api.Domain.Cases;

/// <summary>What an analyst found.</summary>
public enum CaseConclusion
{
    /// <summary>The customer did not make these payments.</summary>
    Fraud,

    /// <summary>The customer made them.</summary>
    Genuine,

    /// <summary>It could not be found out: the payments get no label.</summary>
    Unclear,
}
