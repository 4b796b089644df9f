using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Platform.Messaging.DeadLetters;

/// <summary>Checks what a caller sent, and collects what is wrong with it.</summary>
internal sealed class Problems
{
    public const int LongestPage = 200;
    public const int LargestRedrive = 1_000;
    private const int LongestName = 256;
    private const int LongestNote = 500;

    private readonly Dictionary<string, string[]> _errors = [];

    public bool Any => _errors.Count > 0;

    public ValidationProblem Result => TypedResults.ValidationProblem(_errors);

    public Problems Limit(int limit, int most) =>
        Require(limit >= 1 && limit <= most, "limit", string.Create(CultureInfo.InvariantCulture, $"must be 1 to {most}."));

    public Problems Name(string member, string? name) =>
        Require(name is null || (name.Length is > 0 and <= LongestName && !HasNull(name)), member, "must be 1 to 256 characters.");

    public Problems Note(string note) =>
        Require(note.Length <= LongestNote && note.Trim().Length > 0 && !HasNull(note), "note", "must say why, in 1 to 500 characters.");

    public PageCursor? Cursor(string? after)
    {
        var cursor = after is null ? null : PageCursor.Read(after);
        Require(after is null || cursor is not null, "after", "is no 'next' of an earlier page.");
        return cursor;
    }

    // Postgres has no place for it.
    private static bool HasNull(string text) => text.Contains('\0', StringComparison.Ordinal);

    private Problems Require(bool holds, string member, string otherwise)
    {
        if (!holds)
        {
            _errors[member] = [otherwise];
        }

        return this;
    }
}
