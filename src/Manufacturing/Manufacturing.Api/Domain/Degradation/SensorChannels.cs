namespace Manufacturing.Api.Domain.Degradation;

/// <summary>
/// The channels of the turbofan simulation, in the order of a reading. Source: Saxena, Goebel, Simon, Eklund, Damage
/// Propagation Modeling for Aircraft Engine Run-to-Failure Simulation, PHM08, 2008, table 2.
/// </summary>
public static class SensorChannels
{
    public static IReadOnlyList<SensorChannel> All { get; } =
    [
        new(1, "T2", "Fan inlet temperature", "°R", WearsVisibly: false),
        new(2, "T24", "LPC outlet temperature", "°R", WearsVisibly: true),
        new(3, "T30", "HPC outlet temperature", "°R", WearsVisibly: true),
        new(4, "T50", "LPT outlet temperature", "°R", WearsVisibly: true),
        new(5, "P2", "Fan inlet pressure", "psia", WearsVisibly: false),
        new(6, "P15", "Bypass duct pressure", "psia", WearsVisibly: true),
        new(7, "P30", "HPC outlet pressure", "psia", WearsVisibly: true),
        new(8, "Nf", "Fan speed", "rpm", WearsVisibly: true),
        new(9, "Nc", "Core speed", "rpm", WearsVisibly: true),
        new(10, "epr", "Engine pressure ratio", "", WearsVisibly: true),
        new(11, "Ps30", "HPC outlet static pressure", "psia", WearsVisibly: true),
        new(12, "phi", "Fuel flow per HPC pressure", "pps/psi", WearsVisibly: true),
        new(13, "NRf", "Corrected fan speed", "rpm", WearsVisibly: true),
        new(14, "NRc", "Corrected core speed", "rpm", WearsVisibly: true),
        new(15, "BPR", "Bypass ratio", "", WearsVisibly: true),
        new(16, "farB", "Burner fuel-air ratio", "", WearsVisibly: false),
        new(17, "htBleed", "Bleed enthalpy", "", WearsVisibly: true),
        new(18, "Nf_dmd", "Demanded fan speed", "rpm", WearsVisibly: false),
        new(19, "PCNfR_dmd", "Demanded corrected fan speed", "rpm", WearsVisibly: false),
        new(20, "W31", "HPT coolant bleed", "lbm/s", WearsVisibly: true),
        new(21, "W32", "LPT coolant bleed", "lbm/s", WearsVisibly: true),
    ];

    /// <summary>Those a model can learn wear from.</summary>
    public static IReadOnlyList<SensorChannel> Wearing { get; } = [.. All.Where(channel => channel.WearsVisibly)];
}
