using Fraud.Api.Domain.Rules.Language;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.ListRuleFields;

internal static class ListRuleFieldsEndpoint
{
    private static readonly RuleFieldLine[] Fields =
    [
        .. RuleFields.All.Select(field => field is TextField text
            ? new RuleFieldLine(text.Name, "text", text.Description, text.IsOptional, text.Allowed)
            : new RuleFieldLine(field.Name, "number", field.Description, IsOptional: false, Values: null)),
    ];

    public static void Map(RouteGroupBuilder v1) => v1
        .MapGet("/rule-fields", Handle)
        .RequirePermission(FraudAccess.ReadRules)
        .WithName("ListRuleFields")
        .WithSummary("What conditions can ask about");

    private static Ok<RuleFieldLine[]> Handle() => TypedResults.Ok(Fields);
}

/// <param name="Type">number or text.</param>
/// <param name="IsOptional">Whether it can be missing.</param>
/// <param name="Values">All it can be, where these are few.</param>
public sealed record RuleFieldLine(string Name, string Type, string Description, bool IsOptional, IReadOnlyList<string>? Values);
