namespace Platform.LocalServers;

/// <summary>How to start a server: what an AppHost passes to <c>AddExecutable</c>.</summary>
/// <param name="Command">The program.</param>
/// <param name="Arguments">Its arguments, none of which is a secret.</param>
/// <param name="WorkingDirectory">A folder that the server's user can enter.</param>
/// <param name="Environment">Variables to set beside the inherited ones.</param>
public sealed record ServerProcess(
    string Command,
    IReadOnlyList<string> Arguments,
    string WorkingDirectory,
    IReadOnlyDictionary<string, string> Environment);
