namespace Platform.AppHost;

/// <summary>When a command can be used.</summary>
internal static class CommandStates
{
    /// <summary>While the resource runs; before and after, the page shows it in grey.</summary>
    public static ResourceCommandState WhileRunning(UpdateCommandStateContext context) =>
        context.ResourceSnapshot.State?.Text == KnownResourceStates.Running ? ResourceCommandState.Enabled : ResourceCommandState.Disabled;
}
