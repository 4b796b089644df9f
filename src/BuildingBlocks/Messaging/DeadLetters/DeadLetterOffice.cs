using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Platform.Messaging.Broker;
using Platform.Messaging.Consuming;
using Platform.Messaging.Envelope;
using Platform.Messaging.Outbox;
using Platform.Messaging.Storage;

namespace Platform.Messaging.DeadLetters;

/// <summary>What operators do with dead letters. Each deed and its line in the audit trail are one transaction.</summary>
internal sealed class DeadLetterOffice(
    ServiceDatabase database,
    Subscriptions subscriptions,
    BrokerConnections connections,
    OutboxSignal outbox,
    TimeProvider time,
    IOptions<MessagingOptions> options,
    ILogger<DeadLetterOffice> logger) : IAsyncDisposable
{
    // Bounds what is in memory, and how much is sent again after a crash.
    private const int BatchSize = 50;

    // For writing down what was sent, whoever has gone away meanwhile.
    private static readonly TimeSpan NotingTime = TimeSpan.FromSeconds(30);

    private static readonly PageCursor Oldest = new(DateTimeOffset.UnixEpoch, Guid.Empty);

    private readonly ConfirmedPublisher _publisher = new(
        connections.Publishing, options.Value.ConfirmTimeout, (_, _) => Task.CompletedTask);

    /// <summary>True while the service consumes the queue.</summary>
    public bool HasSubscription(string queue) => subscriptions.All.Any(s => s.Queue == queue);

    /// <summary>Sends one to its queue again. Where the broker does not confirm it, nothing changes.</summary>
    public async Task<RedriveOutcome> RedriveAsync(Guid id, string actor, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        await using var transaction = await session.Connection.BeginTransactionAsync(cancellationToken);
        if (await DeadLetterStore.FindAsync(session.Connection, transaction, id, cancellationToken) is not { } letter)
        {
            return RedriveOutcome.NotFound;
        }

        if (!HasSubscription(letter.Queue))
        {
            return RedriveOutcome.NoSubscription;
        }

        var sent = await SendAsync(session.Connection, transaction, [letter], actor);
        return sent == 1 ? RedriveOutcome.Redriven : RedriveOutcome.NotSent;
    }

    /// <summary>Sends those that fit, oldest first, up to a limit; ends where the broker does not take one.</summary>
    public async Task<RedriveReport> RedriveAsync(
        DeadLetterFilter filter, int limit, string actor, CancellationToken cancellationToken)
    {
        var queues = subscriptions.All.Select(s => s.Queue).ToArray();
        await using var session = await database.OpenAsync(cancellationToken);
        // What fails again meanwhile is parked later than this.
        var began = await NowAsync(session.Connection, cancellationToken);
        var (redriven, after, complete) = (0, Oldest, true);
        while (complete && redriven < limit)
        {
            await using var transaction = await session.Connection.BeginTransactionAsync(cancellationToken);
            var letters = await DeadLetterStore.TakeAsync(
                session.Connection, transaction, filter, queues, after, began, Math.Min(BatchSize, limit - redriven), cancellationToken);
            if (letters.Count == 0)
            {
                break;
            }

            var sent = await SendAsync(session.Connection, transaction, letters, actor);
            redriven += sent;
            complete = sent == letters.Count;
            after = new PageCursor(letters[^1].ParkedAt, letters[^1].Id);
        }

        var left = await DeadLetterStore.CountAsync(session.Connection, filter, cancellationToken);
        return new RedriveReport(
            redriven,
            left.Sum(count => count.Count),
            left.Where(count => !HasSubscription(count.Queue)).Sum(count => count.Count),
            complete ? null : "The broker did not take all of them.");
    }

    /// <summary>Deletes one for good.</summary>
    public async Task<bool> DiscardAsync(Guid id, string note, string actor, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        await using var transaction = await session.Connection.BeginTransactionAsync(cancellationToken);
        if (await DeadLetterStore.FindAsync(session.Connection, transaction, id, cancellationToken) is not { } letter)
        {
            return false;
        }

        await DeadLetterStore.DeleteAsync(session.Connection, transaction, [id], cancellationToken);
        await NoteAsync(session.Connection, transaction, letter, DeadLetterActions.Discarded, note, actor, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        DeadLetterLog.Discarded(logger, letter.Id, letter.Queue);
        return true;
    }

    /// <summary>One with its content, which is noted as seen; null where there is none.</summary>
    public async Task<DeadLetter?> ViewAsync(Guid id, string actor, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        await using var transaction = await session.Connection.BeginTransactionAsync(cancellationToken);
        if (await DeadLetterStore.FindAsync(session.Connection, transaction, id, cancellationToken) is not { } letter)
        {
            return null;
        }

        await NoteAsync(session.Connection, transaction, letter, DeadLetterActions.Viewed, null, actor, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return letter;
    }

    /// <summary>Gives an event that the relay gave up on to the relay again (no note), or deletes it for good (with one).</summary>
    public async Task<bool> SettleUnsentAsync(Guid id, string? discardNote, string actor, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        await using var transaction = await session.Connection.BeginTransactionAsync(cancellationToken);
        var types = discardNote is null
            ? await UnsentEvents.ReviveAsync(session.Connection, transaction, id, cancellationToken)
            : await UnsentEvents.DeleteAsync(session.Connection, transaction, id, cancellationToken);
        if (types.Count == 0)
        {
            return false;
        }

        var action = discardNote is null ? DeadLetterActions.Redriven : DeadLetterActions.Discarded;
        await DeadLetterActions.AddAsync(
            session.Connection,
            transaction,
            types.Select(type => NewAction(action, discardNote, actor, id, id.ToString(), type, UnsentEvents.Queue, UnsentEvents.Reason)),
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        outbox.Wake(id);
        return true;
    }

    public ValueTask DisposeAsync() => _publisher.DisposeAsync();

    // What is sent cannot be called back, and must be written down: a caller who goes away from here on changes nothing. A
    // crash between the confirmation and the commit leaves a letter whose copy is on its way; handled twice it has its effect
    // once.
    private async Task<int> SendAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, List<DeadLetter> letters, string actor)
    {
        var actions = letters.ConvertAll(letter => ActionOn(letter, DeadLetterActions.Redriven, null, actor));
        var results = await Task.WhenAll(letters.Zip(actions, (letter, action) => _publisher.PublishAsync(
            "",
            letter.Queue,
            AttemptHeaders.ForRedrive(StoredProperties.Read(letter.Properties), action.Id),
            letter.Content,
            CancellationToken.None)));
        var confirmed = actions.Where((_, i) => results[i].Outcome == PublishOutcome.Confirmed).ToArray();
        if (confirmed.Length > 0)
        {
            using var limit = new CancellationTokenSource(NotingTime);
            await DeadLetterStore.DeleteAsync(connection, transaction, confirmed.Select(a => a.DeadLetterId), limit.Token);
            await DeadLetterActions.AddAsync(connection, transaction, confirmed, limit.Token);
            await transaction.CommitAsync(limit.Token);
            DeadLetterLog.Redriven(logger, confirmed.Length);
        }

        if (results.FirstOrDefault(result => result.Outcome != PublishOutcome.Confirmed) is { Outcome: not PublishOutcome.Confirmed } failure)
        {
            DeadLetterLog.NotRedriven(logger, letters.Count - confirmed.Length, failure.Outcome, failure.Detail);
        }

        return confirmed.Length;
    }

    private Task NoteAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        DeadLetter letter,
        string action,
        string? note,
        string actor,
        CancellationToken cancellationToken) =>
        DeadLetterActions.AddAsync(connection, transaction, [ActionOn(letter, action, note, actor)], cancellationToken);

    private DeadLetterAction ActionOn(DeadLetter letter, string action, string? note, string actor) =>
        NewAction(action, note, actor, letter.Id, letter.MessageId, letter.Type, letter.Queue, letter.Reason);

    private DeadLetterAction NewAction(
        string action, string? note, string actor, Guid letter, string? messageId, string? type, string queue, string reason)
    {
        var now = time.GetUtcNow();
        return new DeadLetterAction
        {
            Id = Guid.CreateVersion7(now),
            At = now,
            Actor = actor,
            Action = action,
            Note = note,
            DeadLetterId = letter,
            MessageId = messageId,
            Type = type,
            Queue = queue,
            Reason = reason,
        };
    }

    private static async Task<DateTimeOffset> NowAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT now()", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return reader.GetFieldValue<DateTimeOffset>(0);
    }
}
