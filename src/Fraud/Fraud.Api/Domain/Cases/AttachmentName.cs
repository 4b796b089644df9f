using System.Globalization;

namespace Fraud.Api.Domain.Cases;

/// <summary>What a file may be called: it is shown to others and offered as the name of a download.</summary>
public static class AttachmentName
{
    public const string Rule = "must have a name of 1 to 128 characters, without path, control or formatting characters";

    public static bool IsValid(string name) =>
        name.Length is > 0 and <= CaseAttachment.LongestName
        && name.Trim().Trim('.').Length > 0
        && name.All(character => character is not ('/' or '\\' or ':' or '"' or '<' or '>' or '|' or '?' or '*') && !IsInvisible(character));

    // Formatting characters turn the reading direction: "exe.pdf" may be read as "fdp.exe".
    private static bool IsInvisible(char character) => char.GetUnicodeCategory(character) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned;
}
