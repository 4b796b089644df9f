namespace Messaging.Chaos.Workers;

/// <summary>The boundary before an acknowledgement.</summary>
internal sealed class AcknowledgeGate(Gate gate, Fault fault)
{
    private const int AutoAck = 1;

    private bool Early => fault == Fault.AcknowledgesFirst;

    /// <summary>The arguments of <c>BasicConsumeAsync</c>: with the mistake, the broker forgets what it has delivered.</summary>
    public object?[] Subscribe(object?[] arguments)
    {
        if (Early)
        {
            arguments[AutoAck] = true;
        }

        return arguments;
    }

    public async Task AcknowledgeAsync(Func<ValueTask> acknowledge)
    {
        await gate.PassAsync(Boundary.EffectCommitted);
        if (!Early)
        {
            await acknowledge();
        }
    }
}
