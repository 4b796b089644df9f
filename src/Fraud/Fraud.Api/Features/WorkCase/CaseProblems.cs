using System.Globalization;
using Fraud.Api.Domain.Cases;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Fraud.Api.Features.WorkCase;

/// <summary>Refusals as problem details: what stands against it, who, and until when.</summary>
internal static class CaseProblems
{
    public static Conflict<ProblemDetails> Conflict(this CaseRefusal refusal)
    {
        var (title, detail) = refusal.Reason switch
        {
            CaseRefusalReason.HeldByAnother => ("Another analyst has this case.", $"{refusal.Holder} works on it until {Text(refusal.Until)}."),
            CaseRefusalReason.NotTaken => ("The case is not taken.", refusal.Holder is { } last
                ? $"Take it first. {last} had it until {Text(refusal.Until)}."
                : "Take it first."),
            CaseRefusalReason.Closed => (
                "The case is closed.", $"{refusal.Holder} closed it at {Text(refusal.Until)}. What comes later has a case of its own."),
            CaseRefusalReason.TooManyFiles => ("The case has too many files.", "No further file can be attached to it."),
            _ => ("The case was changed at the same moment.", "Others were first several times. Try again."),
        };
        var problem = new ProblemDetails { Status = StatusCodes.Status409Conflict, Title = title, Detail = detail };
        problem.Extensions["reason"] = refusal.Reason;
        if (refusal.Holder is { } holder)
        {
            problem.Extensions["analyst"] = holder;
            problem.Extensions["until"] = refusal.Until;
        }

        return TypedResults.Conflict(problem);
    }

    /// <summary>The usual answers to work on a case.</summary>
    public static Results<Ok<CaseState>, ValidationProblem, NotFound, Conflict<ProblemDetails>> Answer(
        this CaseWorkOutcome outcome, TimeProvider time) => outcome switch
        {
            CaseWorkOutcome.Done done => TypedResults.Ok(CaseState.Of(done.Case, time.GetUtcNow())),
            CaseWorkOutcome.Refused refused => refused.Refusal.Conflict(),
            _ => TypedResults.NotFound(),
        };

    private static string Text(DateTimeOffset? at) => at?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";
}
