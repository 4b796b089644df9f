namespace Healthcare.Api.Domain;

/// <summary>When a study is read. The order of the members is the order of the worklist, and is stored.</summary>
public enum Urgency
{
    /// <summary>At once: a finding with a high probability.</summary>
    Urgent = 0,

    /// <summary>Before the routine: a finding.</summary>
    Soon = 1,

    Routine = 2,

    /// <summary>The analysis failed, so nothing is known: after the others, counted on every page, never hidden.</summary>
    Unprioritised = 3,
}
