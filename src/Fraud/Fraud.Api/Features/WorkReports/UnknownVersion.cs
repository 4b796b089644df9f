using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Fraud.Api.Features.WorkReports;

internal static class UnknownVersion
{
    /// <summary>What a report answers that was asked of a version nobody knows.</summary>
    public static NotFound<ProblemDetails> Of(string? version) => TypedResults.NotFound(new ProblemDetails
    {
        Status = StatusCodes.Status404NotFound,
        Title = "There is no such version.",
        Detail = $"No version '{version}' of the model verifies.",
    });
}
