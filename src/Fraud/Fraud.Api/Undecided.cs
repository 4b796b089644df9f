using Microsoft.AspNetCore.Mvc;

namespace Fraud.Api;

/// <summary>The refusal where a decision is asked about and there is none.</summary>
internal static class Undecided
{
    public static ProblemDetails Problem(string transactionId) => new()
    {
        Status = StatusCodes.Status409Conflict,
        Title = "Nothing was decided on this payment.",
        Detail = $"The transaction '{transactionId}' is imported history, which is not scored.",
    };
}
