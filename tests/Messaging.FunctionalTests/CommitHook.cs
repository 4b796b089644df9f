using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Messaging.FunctionalTests;

/// <summary>Does something between the first commit in the database and the moment its caller learns of it.</summary>
public sealed class CommitHook(Func<Task> afterFirstCommit) : DbTransactionInterceptor
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _calls;

    public int Calls => _calls;

    /// <summary>Completes when it was done.</summary>
    public Task Done => _done.Task;

    public override async Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (Interlocked.Increment(ref _calls) == 1)
        {
            try
            {
                await afterFirstCommit();
            }
            finally
            {
                _done.SetResult();
            }
        }
    }
}
