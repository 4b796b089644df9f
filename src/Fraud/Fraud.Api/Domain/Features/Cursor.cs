namespace Fraud.Api.Domain.Features;

/// <summary>The first payment after a time that only grows, and how many known frauds lie before it.</summary>
internal struct Cursor
{
    public int Index { get; private set; }

    public int Frauds { get; private set; }

    public int MovePast(List<DateTimeOffset> times, DateTimeOffset time, List<bool>? frauds = null)
    {
        while (Index < times.Count && times[Index] <= time)
        {
            Frauds += frauds?[Index] == true ? 1 : 0;
            Index++;
        }

        return Index;
    }

    public void Learn(int payment) => Frauds += payment < Index ? 1 : 0;

    public readonly Cursor Less(int payments) => this with { Index = Index - payments };
}
