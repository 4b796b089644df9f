using Fraud.Api.Data.Files;
using Fraud.Api.Domain.Imports;

namespace Fraud.Api.Features.RunImport;

/// <summary>The rows of an import that were not dealt with yet.</summary>
internal sealed class ImportRows : IAsyncDisposable
{
    private readonly HistoryImport _import;
    private readonly ImportStream _content;
    private readonly IAsyncEnumerator<SourceRow> _rows;
    private long _toSkip;
    private long _read;
    private long? _total;

    public ImportRows(HistoryImport import, ImportStream content, long unpackedBytes, CancellationToken cancellationToken)
    {
        (_import, _content, _read) = (import, content, import.Rows);
        var named = import.Settings.Columns;
        if (import.Format == ImportFormat.Parquet)
        {
            _rows = ParquetRows.ReadAsync(content, named, FieldNeeds.ToStore, import.Rows, Mapped, cancellationToken).GetAsyncEnumerator(cancellationToken);
        }
        else
        {
            // A zipped text has no other way to a row than past those before it; that costs a second for a million of them.
            _toSkip = import.Rows;
            _rows = CsvRows.ReadAsync(content, named, FieldNeeds.ToStore, Mapped, unpackedBytes, cancellationToken).GetAsyncEnumerator(cancellationToken);
        }
    }

    /// <summary>Known after the first move.</summary>
    public ColumnMap? Columns { get; private set; }

    public SourceRow Current => _rows.Current;

    /// <summary>Bytes of the file that were needed so far; by rows where the file tells how many there are.</summary>
    public long Consumed => _total is > 0 and var total ? (long)((double)_read / total * _import.Bytes) : _content.Position;

    public async ValueTask<bool> MoveNextAsync()
    {
        for (; _toSkip > 0; _toSkip--)
        {
            if (!await _rows.MoveNextAsync())
            {
                return false;
            }
        }

        _read++;
        return await _rows.MoveNextAsync();
    }

    public ValueTask DisposeAsync() => _rows.DisposeAsync();

    private void Mapped(ColumnMap columns, long? rows) => (Columns, _total) = (columns, rows);
}
