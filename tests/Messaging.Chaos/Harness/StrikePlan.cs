namespace Messaging.Chaos.Harness;

/// <summary>Who is killed when.</summary>
public static class StrikePlan
{
    private static readonly Boundary[] Boundaries = Enum.GetValues<Boundary>();
    private static readonly Victim[] Services = [Victim.Producer, Victim.Relay, Victim.Consumer];
    private static readonly Victim[] Servers = [Victim.Database, Victim.Broker];

    // One strike for the boundaries that different events can stand at in the same moment; the relay's batch stands at one.
    private static readonly Boundary[][] Together =
    [
        [Boundary.StateWritten, Boundary.StateCommitted, Boundary.Delivered],
        [Boundary.Published, Boundary.EffectWritten],
        [Boundary.Confirmed, Boundary.EffectCommitted],
    ];

    /// <summary>Every cell, and then by chance; services far more often than servers, which take seconds to start.</summary>
    /// <param name="kills">How many strikes; at least <see cref="Least"/>.</param>
    /// <param name="serverShare">Part of the further ones that hits a server; every fourth of these the broker.</param>
    /// <param name="random">Decides.</param>
    public static IReadOnlyList<Strike> Make(int kills, double serverShare, Random random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(kills, Least);
        var strikes = EveryCell().ToList();
        while (strikes.Count < kills)
        {
            strikes.Add(random.NextDouble() < serverShare
                ? new Strike(random.Next(4) == 0 ? Victim.Broker : Victim.Database, random.Next(4) == 0 ? [] : Together[random.Next(Together.Length)])
                : new Strike(Services[random.Next(Services.Length)], random.Next(4) == 0 ? [] : [Boundaries[random.Next(Boundaries.Length)]]));
        }

        var order = strikes.ToArray();
        random.Shuffle(order);
        return order;
    }

    /// <summary>Strikes that it takes to meet every cell once.</summary>
    public static int Least { get; } = EveryCell().Count();

    /// <summary>Victims times boundaries.</summary>
    public static int Cells => Boundaries.Length * (Services.Length + Servers.Length);

    private static IEnumerable<Strike> EveryCell() =>
        Services.SelectMany(_ => Boundaries, (victim, boundary) => new Strike(victim, [boundary]))
            .Concat(Servers.SelectMany(_ => Together, (victim, boundaries) => new Strike(victim, boundaries)));
}
