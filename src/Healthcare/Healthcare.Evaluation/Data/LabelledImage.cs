namespace Healthcare.Evaluation.Data;

/// <summary>One file of a data set: its class by the folder it is in, its patient by its name.</summary>
public sealed record LabelledImage(string Path, string Patient, bool Positive);
