using System.Reflection;

namespace Aspire.Hosting;

/// <summary>
/// Runs an AppHost's Main inside a test: holds it at Build() until the test builds, and at Run() until the test disposes.
/// </summary>
internal sealed class EntryPointHook(Assembly assembly, string[] arguments)
{
    private static readonly AsyncLocal<EntryPointHook?> Ambient = new();

    private readonly TaskCompletionSource<bool> _building = NewSource<bool>();
    private readonly TaskCompletionSource<DistributedApplication> _built = NewSource<DistributedApplication>();
    private readonly TaskCompletionSource<bool> _mayBuild = NewSource<bool>();
    private readonly TaskCompletionSource<bool> _disposed = NewSource<bool>();

    public static EntryPointHook? Current => Ambient.Value;

    public Assembly Assembly { get; } = assembly;

    public Task Disposed => _disposed.Task;

    /// <summary>Starts Main on a thread of its own (it is held there); ends when it has come to Build().</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        new Thread(RunMain) { IsBackground = true, Name = $"{Assembly.GetName().Name}.Main" }.Start();
        return _building.Task.WaitAsync(cancellationToken);
    }

    public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken)
    {
        _mayBuild.TrySetResult(true);
        return _built.Task.WaitAsync(cancellationToken);
    }

    public void Building()
    {
        _building.TrySetResult(true);
        // Main is synchronous here, on the thread made for it.
        _mayBuild.Task.GetAwaiter().GetResult();
    }

    public void Built(DistributedApplication application) => _built.TrySetResult(application);

    public void EndEntryPoint() => _disposed.TrySetResult(true);

    private void RunMain()
    {
        Ambient.Value = this;
        try
        {
            var main = Assembly.EntryPoint ?? throw new InvalidOperationException($"{Assembly.GetName().Name} has no Main.");
            object?[] parameters = main.GetParameters().Length == 0 ? [] : [arguments];
            main.Invoke(null, BindingFlags.DoNotWrapExceptions, null, parameters, null);
            Fail(new InvalidOperationException($"{Assembly.GetName().Name} ended before Build()."));
        }
        catch (Exception error)
        {
            Fail(error);
        }
    }

    private void Fail(Exception error)
    {
        _building.TrySetException(error);
        _built.TrySetException(error);
    }

    private static TaskCompletionSource<T> NewSource<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
