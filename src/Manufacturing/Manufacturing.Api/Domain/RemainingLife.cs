namespace Manufacturing.Api.Domain;

/// <summary>Predicted remaining useful life, in operating cycles.</summary>
/// <param name="Cycles">Best estimate, 0 or more.</param>
/// <param name="Low">Lower end of the 90 % interval, 0 or more.</param>
/// <param name="High">Upper end of the 90 % interval.</param>
/// <param name="AtLeast">
/// True where the interval reaches beyond what the model can tell apart: the machine shows no wear yet and may last much
/// longer than <paramref name="High"/>.
/// </param>
public sealed record RemainingLife(double Cycles, double Low, double High, bool AtLeast);
