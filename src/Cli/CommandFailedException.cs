namespace Platform.Cli;

/// <summary>The command cannot go on; the message tells the person at the terminal why and what to do.</summary>
public sealed class CommandFailedException(string message, int exitCode = 1) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
