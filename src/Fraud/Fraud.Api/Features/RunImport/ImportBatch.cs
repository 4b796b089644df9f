using Fraud.Api.Data.Files;
using Fraud.Api.Domain.Imports;

namespace Fraud.Api.Features.RunImport;

/// <summary>Rows that are stored together.</summary>
internal sealed class ImportBatch
{
    private readonly List<PastPayment> _payments = [];
    private readonly List<RowError> _errors = [];

    public int Rows { get; private set; }

    public IReadOnlyList<PastPayment> Payments => _payments;

    public IReadOnlyList<RowError> Errors => _errors;

    /// <summary>Known once the header was read.</summary>
    public ColumnMap? Columns { get; set; }

    /// <summary>Why the file cannot be read beyond these rows.</summary>
    public string? Failure { get; set; }

    /// <summary>The import was cancelled, or another worker has it.</summary>
    public bool IsStopped { get; init; }

    /// <summary>What the reader threw at a row first: a mistake of ours, as it should say what is wrong with any row.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>Takes a row. One that nobody thought of costs itself, and not the file.</summary>
    public void Add(in SourceRow row, PaymentReader reader)
    {
        Rows++;
        try
        {
            if (reader.Read(row, _errors) is { } payment)
            {
                _payments.Add(payment);
            }
        }
        catch (Exception fault)
        {
            Fault ??= fault;
            _errors.Add(new RowError(row.Line, "row", null, $"cannot be read ({fault.GetType().Name}): the service's log says more"));
        }
    }
}
