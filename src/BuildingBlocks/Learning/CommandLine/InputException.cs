namespace Platform.Learning;

/// <summary>
/// The user's input is wrong: one sentence for a person, with file and line where there are any. The command line
/// prints it and ends with exit code 2.
/// </summary>
public sealed class InputException : Exception
{
    public InputException(string message)
        : base(message)
    {
    }

    /// <param name="line">Counted from 1.</param>
    public InputException(string message, string file, long? line = null)
        : base(line is null ? $"{file}: {message}" : $"{file}, line {line}: {message}")
    {
    }
}
