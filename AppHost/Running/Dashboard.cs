namespace Platform.AppHost;

/// <summary>The Aspire dashboard of this clone.</summary>
internal static class Dashboard
{
    /// <summary>Keeps its login token, so that a browser that was let in once stays so from run to run.</summary>
    public static void KeepDashboardToken(this IDistributedApplicationBuilder builder)
    {
        if (builder.ExecutionContext.IsRunMode)
        {
            builder.Configuration["AppHost:BrowserToken"] = State.Of(builder).Secret("dashboard");
        }
    }
}
