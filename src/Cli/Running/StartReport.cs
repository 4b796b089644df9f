namespace Platform.Cli.Running;

/// <summary>Something the AppHost wants known about what it starts.</summary>
/// <param name="Text">One line, or the message with the last lines of what ended.</param>
/// <param name="IsFailure">A resource could not start or has ended; nothing starts it again.</param>
internal sealed record StartReport(string Text, bool IsFailure)
{
    public string FirstLine => Text.Split('\n', 2)[0].TrimEnd();
}
