namespace Aspire.Hosting;

public sealed class DistributedApplicationOptions
{
    public string[]? Args { get; set; }

    /// <summary>Whether the console gets what the resources say. Here it always does: there is no dashboard.</summary>
    public bool EnableResourceLogging { get; set; }
}
