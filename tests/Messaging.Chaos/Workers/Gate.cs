namespace Messaging.Chaos.Workers;

/// <summary>Where the process stops when it is told to, so that somebody is killed at exactly that moment.</summary>
internal sealed class Gate(Action<string> say)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Boundary, int> _armed = [];
    private TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Stops whoever comes to a boundary, after some have passed.</summary>
    public void Arm(Boundary boundary, int passes)
    {
        lock (_lock)
        {
            _armed[boundary] = passes;
        }
    }

    /// <summary>Lets all go on.</summary>
    public void GoOn()
    {
        TaskCompletionSource held;
        lock (_lock)
        {
            _armed.Clear();
            held = _goOn;
            _goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        held.SetResult();
    }

    /// <summary>Passes a boundary. True when it was held there.</summary>
    /// <param name="boundary">Which one.</param>
    /// <param name="quiet">What must have come to rest before the harness hears of it.</param>
    public async ValueTask<bool> PassAsync(Boundary boundary, Func<Task>? quiet = null)
    {
        Task goOn;
        lock (_lock)
        {
            if (!_armed.TryGetValue(boundary, out var passes))
            {
                return false;
            }

            if (passes > 0)
            {
                _armed[boundary] = passes - 1;
                return false;
            }

            _armed.Remove(boundary);
            goOn = _goOn.Task;
        }

        if (quiet is not null)
        {
            await quiet();
        }

        say(Words.At(boundary));
        await goOn;
        return true;
    }
}
