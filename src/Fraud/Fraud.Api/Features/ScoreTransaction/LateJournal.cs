using System.Text.Json;
using System.Threading.Channels;
using Queue = System.Threading.Channels.Channel;

namespace Fraud.Api.Features.ScoreTransaction;

/// <summary>
/// The payments that wait to be scored, on disk: a file of JSON lines for each process, in a folder that replicas may share.
/// Whoever opens the folder takes over the files of processes that have ended, however they did. What is written there is
/// safe to read twice, as a payment is decided once: so "done" is written without care, and a torn line is left out.
/// </summary>
public sealed class LateJournal
{
    private const int AtOnce = 1_000;
    private const int WorthCompacting = 4_000;

    private readonly Channel<(LateEntry Entry, TaskCompletionSource<bool>? Kept)> _entries = Queue.CreateUnbounded<(LateEntry, TaskCompletionSource<bool>?)>(
        new UnboundedChannelOptions { SingleReader = true });
    private readonly SortedDictionary<long, LatePayment> _waiting = []; // on disk; the writer's own
    private readonly string _folder;
    private readonly ILogger _logger;
    private readonly Task _writing;
    private FileStream _file;
    private long _length; // of what is whole
    private int _lines;
    private long _last;
    private bool _isBroken;

    private LateJournal(string folder, ILogger logger)
    {
        (_folder, _logger) = (folder, logger);
        _file = LateFile.Create(_folder);
        Left = TakeOver();
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>What processes before this one left.</summary>
    public IReadOnlyList<LateEntry> Left { get; }

    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static LateJournal Open(string folder, ILogger logger)
    {
        LateFile.CreateFolder(folder);
        return new LateJournal(folder, logger);
    }

    /// <summary>Takes a payment.</summary>
    /// <returns>Its entry, and whether it is on disk, once that is known: those that come while the disk is busy share the next flush.</returns>
    public (LateEntry Entry, Task<bool> Kept) Add(LatePayment payment)
    {
        var entry = new LateEntry(Interlocked.Increment(ref _last), payment);
        var kept = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        return (entry, _entries.Writer.TryWrite((entry, kept)) ? kept.Task : Task.FromResult(false));
    }

    /// <summary>A payment needs no more scoring.</summary>
    public void Done(LateEntry entry) => _entries.Writer.TryWrite((entry with { Payment = null }, null));

    /// <summary>Ends the writing.</summary>
    /// <returns>How many payments wait on disk for the next process.</returns>
    public async Task<int> CloseAsync()
    {
        _entries.Writer.TryComplete();
        await _writing;
        await _file.DisposeAsync();
        if (_waiting.Count == 0)
        {
            File.Delete(_file.Name);
        }

        return _waiting.Count;
    }

    private async Task WriteAsync()
    {
        var batch = new List<(LateEntry Entry, TaskCompletionSource<bool>? Kept)>();
        while (await _entries.Reader.WaitToReadAsync())
        {
            while (batch.Count < AtOnce && _entries.Reader.TryRead(out var entry))
            {
                batch.Add(entry);
            }

            var isKept = Try(() => Append([.. batch.Select(entry => entry.Entry)]));
            Try(Tidy);
            batch.ForEach(entry => entry.Kept?.TrySetResult(isKept));
            batch.Clear();
        }
    }

    private bool Try(Action write)
    {
        try
        {
            write();
            _isBroken = false;
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (!_isBroken)
            {
                ScoreTransactionLog.JournalBroken(_logger, _folder, error);
            }

            _isBroken = true;
            return false;
        }
    }

    private void Append(List<LateEntry> entries)
    {
        var lines = new MemoryStream();
        foreach (var entry in entries)
        {
            JsonSerializer.Serialize(lines, entry, LateJournalJson.Default.LateEntry);
            lines.WriteByte((byte)'\n');
        }

        _file.Position = _length; // over what a failure may have left
        lines.WriteTo(_file);
        _file.Flush(flushToDisk: entries.Exists(entry => entry.Payment is not null));
        _length = _file.Position;
        _lines += entries.Count;
        foreach (var (number, payment) in entries)
        {
            if (payment is not null)
            {
                _waiting[number] = payment;
            }
            else
            {
                _waiting.Remove(number);
            }
        }
    }

    private void Tidy()
    {
        if (_waiting.Count == 0)
        {
            (_length, _lines) = (0, 0);
            _file.SetLength(0);
        }
        else if (_lines > WorthCompacting && _lines > 2 * _waiting.Count)
        {
            Compact();
        }
    }

    /// <summary>Goes on in another file, with what still waits; until that is on disk, the one before it stays.</summary>
    private void Compact()
    {
        var (before, length, lines) = (_file, _length, _lines);
        _file = LateFile.Create(_folder);
        try
        {
            (_length, _lines) = (0, 0);
            Append([.. _waiting.Select(waiting => new LateEntry(waiting.Key, waiting.Value))]);
        }
        catch (IOException)
        {
            LateFile.Delete(_file);
            (_file, _length, _lines) = (before, length, lines);
            throw;
        }

        LateFile.Delete(before);
    }

    private List<LateEntry> TakeOver()
    {
        var files = LateFile.Abandoned(_folder, except: _file.Name);
        var left = files.SelectMany(file => LateFile.Read(file, _logger)).Select(payment => new LateEntry(++_last, payment)).ToList();
        Append(left);
        files.ForEach(LateFile.Delete);
        return left;
    }
}
