namespace Platform.Cli.Running;

/// <summary>What the command is doing, on the error stream: the output belongs to what was asked for.</summary>
internal static class Notice
{
    public static void Write(string what) => Console.Error.WriteLine($"platform: {what}");
}
