using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Messaging.Chaos.Workers;

/// <summary>The boundaries at both ends of a commit.</summary>
internal sealed class CommitGate(Gate gate, Boundary before, Boundary? after = null) : DbTransactionInterceptor
{
    public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        await gate.PassAsync(before);
        return result;
    }

    public override async Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (after is { } boundary)
        {
            await gate.PassAsync(boundary);
        }
    }
}
