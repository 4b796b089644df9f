namespace Healthcare.Api.Domain;

/// <summary>What the model states of a radiograph. A radiologist decides what it is.</summary>
public enum Finding
{
    None,
    PneumoniaSuspected,
}
