using System.Reflection;
using RabbitMQ.Client;

namespace Messaging.Chaos.Workers;

/// <summary>The client library as it is, except that every connection and channel it hands out has the boundaries in it.</summary>
/// <remarks>Neither sealed nor internal: <see cref="DispatchProxy"/> derives from it.</remarks>
public class BrokerProxy : DispatchProxy
{
    private object _inner = null!;
    private PublishGate _publishing = null!;
    private AcknowledgeGate _acknowledging = null!;

    internal static T Around<T>(T inner, PublishGate publishing, AcknowledgeGate acknowledging)
        where T : class
    {
        var proxy = Create<T, BrokerProxy>();
        var self = (BrokerProxy)(object)proxy;
        (self._inner, self._publishing, self._acknowledging) = (inner, publishing, acknowledging);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => (targetMethod!.Name, _inner) switch
    {
        (nameof(IChannel.BasicPublishAsync), IChannel channel) =>
            new ValueTask(_publishing.PublishAsync(channel, () => (ValueTask)Call(targetMethod, args)!)),
        (nameof(IChannel.BasicAckAsync), _) => new ValueTask(_acknowledging.AcknowledgeAsync(() => (ValueTask)Call(targetMethod, args)!)),
        (nameof(IChannel.BasicConsumeAsync), _) => Call(targetMethod, _acknowledging.Subscribe(args!)),
        _ => Wrap(Call(targetMethod, args)),
    };

    private object? Call(MethodInfo method, object?[]? args) =>
        method.Invoke(_inner, BindingFlags.DoNotWrapExceptions, null, args, null);

    private object? Wrap(object? result) => result switch
    {
        Task<IConnection> connection => WrapAsync(connection),
        Task<IChannel> channel => WrapAsync(channel),
        _ => result,
    };

    private async Task<T> WrapAsync<T>(Task<T> made)
        where T : class => Around(await made, _publishing, _acknowledging);
}
