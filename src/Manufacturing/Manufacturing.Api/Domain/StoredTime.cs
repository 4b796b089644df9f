namespace Manufacturing.Api.Domain;

public static class StoredTime
{
    /// <summary>
    /// A time as it comes back from the database, which keeps microseconds: without this the same reading sent again
    /// would not equal the stored one.
    /// </summary>
    public static DateTimeOffset ToStoredPrecision(this DateTimeOffset at)
    {
        var utc = at.ToUniversalTime();
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
