namespace Fraud.Api.Domain.Rules.Language;

/// <summary>A condition that cannot be read. Its message is for who wrote it, and begins with the column (from 1).</summary>
public sealed class ConditionException(int column, string problem) : Exception($"column {column}: {problem}")
{
    public int Column { get; } = column;
}
