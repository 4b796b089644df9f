using System.Globalization;
using System.Text;

namespace Messaging.Chaos.Harness;

/// <summary>The kills of a run as a table: victims down, boundaries across.</summary>
public static class KillReport
{
    /// <summary>Writes it.</summary>
    public static string Write(ChaosRun run)
    {
        var boundaries = Enum.GetValues<Boundary>();
        var text = new StringBuilder("victim   ");
        foreach (var boundary in boundaries)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(int)boundary,5}");
        }

        text.AppendLine("  any moment  seconds");
        foreach (var victim in Enum.GetValues<Victim>())
        {
            text.Append(CultureInfo.InvariantCulture, $"{victim,-9}");
            foreach (var boundary in boundaries)
            {
                text.Append(CultureInfo.InvariantCulture, $"{run.Cells.GetValueOrDefault(new Cell(victim, boundary)),5}");
            }

            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{run.Anywhere.GetValueOrDefault(victim),12}{run.Spent.GetValueOrDefault(victim).TotalSeconds,9:0.0}");
        }

        return text.ToString();
    }
}
