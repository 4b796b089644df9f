namespace Platform.ServiceDefaults;

public static class StoredTime
{
    /// <summary>
    /// A time as it comes back from the database, which keeps microseconds in UTC: without this, the same thing sent again
    /// would not equal the stored one.
    /// </summary>
    public static DateTimeOffset ToStoredPrecision(this DateTimeOffset at)
    {
        var utc = at.ToUniversalTime();
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
