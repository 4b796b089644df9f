using System.ComponentModel.DataAnnotations;
using Fraud.Api.Data;
using Fraud.Api.Domain.Lists;
using Fraud.Api.Features.AddListEntry;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.FindListEntries;

internal static class FindListEntriesEndpoint
{
    public const int LongestPage = 200;

    public static void Map(RouteGroupBuilder v1) => v1
        .MapGet("/list-entries", HandleAsync)
        .RequirePermission(FraudAccess.ReadLists)
        .WithName("FindListEntries")
        .WithSummary("What is on the lists, newest first; with ended=true also what expired or was removed");

    private static async Task<Results<Ok<ListEntryPage>, ValidationProblem>> HandleAsync(
        FraudDbContext database,
        TimeProvider time,
        CancellationToken cancellationToken,
        [AllowedValues(null, "block", "allow", "review")] string? list = null,
        [AllowedValues(null, "customer", "terminal", "card-range", "country", "device")] string? subject = null,
        [Identifier] string? value = null,
        bool ended = false,
        [Range(1, LongestPage)] int limit = 50,
        Guid? before = null)
    {
        var now = time.GetUtcNow();
        var (kind, about) = (Read<ListKind>(list), Read<ListSubject>(subject));
        var entries = await database.ListEntries.AsNoTracking()
            .Where(entry => (kind == null || entry.List == kind)
                && (about == null || entry.Subject == about)
                && (value == null || entry.Value == value)
                && (ended || (entry.RemovedAt == null && (entry.ExpiresAt == null || entry.ExpiresAt > now)))
                && (before == null || entry.Id < before))
            .OrderByDescending(entry => entry.Id)
            .Take(limit + 1)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new ListEntryPage(
            [.. entries.Take(limit).Select(entry => ListedEntry.Of(entry, now))],
            entries.Count > limit ? entries[limit - 1].Id : null));
    }

    private static T? Read<T>(string? word)
        where T : struct, Enum => word is null ? null : Enum.Parse<T>(word.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
}

/// <param name="Before">Asks for the next page; null on the last.</param>
public sealed record ListEntryPage(ListedEntry[] Entries, Guid? Before);
