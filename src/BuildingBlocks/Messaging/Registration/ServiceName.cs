namespace Platform.Messaging;

/// <summary>The service's short name: source of its events, prefix of its queues.</summary>
internal sealed record ServiceName(string Value)
{
    /// <summary>CloudEvents <c>source</c>.</summary>
    public string Source => $"/platform/{Value}";
}
