namespace Platform.Cli.Setup;

/// <summary>One line of <c>./platform doctor</c>.</summary>
/// <param name="Subject">What was looked at.</param>
/// <param name="Found">What was found.</param>
/// <param name="Remedy">The command or step that helps, where something is missing.</param>
/// <param name="IsNeeded">Whether <c>up</c> and <c>test</c> cannot do without it.</param>
internal sealed record Check(string Subject, string Found, string? Remedy = null, bool IsNeeded = false)
{
    public bool IsFine => Remedy is null;
}
