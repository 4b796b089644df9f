using System.Text;

namespace Platform.TestKit;

/// <summary>An answer that never reaches its client: the moment at which nobody but the server knows what was done.</summary>
internal sealed class LostAnswer(string answer, IReadOnlyList<string> request)
{
    private readonly byte[][] _request = [.. request.Select(Encoding.Latin1.GetBytes)];
    private readonly byte[] _answer = Encoding.Latin1.GetBytes(answer);
    private readonly TaskCompletionSource _happened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ProxiedConnection? _victim;

    public Task Happened => _happened.Task;

    /// <summary>Looks at what a client sends; returns how many texts of the request it has sent by now.</summary>
    public int Sent(ProxiedConnection connection, int already, ReadOnlySpan<byte> data)
    {
        while (already < _request.Length && data.IndexOf(_request[already]) is >= 0 and var found)
        {
            data = data[(found + _request[already].Length)..];
            already++;
        }

        if (already == _request.Length)
        {
            Interlocked.CompareExchange(ref _victim, connection, null);
        }

        return already;
    }

    /// <summary>True where what the server sends must not get through.</summary>
    public bool Swallows(ProxiedConnection connection, ReadOnlySpan<byte> data)
    {
        if (_victim != connection || _happened.Task.IsCompleted)
        {
            return false;
        }

        if (data.IndexOf(_answer) >= 0)
        {
            connection.Reset();
            _happened.TrySetResult();
        }

        return true;
    }
}
