using System.Globalization;
using Fraud.Api.Domain.Imports;
using Parquet;
using Parquet.Schema;

namespace Fraud.Api.Data.Files;

/// <summary>
/// A column of a row group. Its values are told as text, so that one set of rules reads both formats: a double as the
/// shortest number that is it (57.16, not 57.159999…), a time in the order of ISO 8601.
/// </summary>
internal abstract class ParquetColumn
{
    /// <summary>The value in a row; null where there is none.</summary>
    public abstract string? Text(int row);

    /// <exception cref="UnreadableFileException">Its type can be nothing of ours.</exception>
    public static Task<ParquetColumn> ReadAsync(ParquetRowGroupReader rows, DataField field, int count, CancellationToken cancellationToken)
    {
        var type = field.MaxRepetitionLevel > 0 ? typeof(Array) : field.ClrType;
        return type == typeof(ReadOnlyMemory<char>) || type == typeof(ReadOnlyMemory<byte>) ? TextsAsync()
            : type == typeof(int) ? ValuesAsync<int>()
            : type == typeof(long) ? ValuesAsync<long>()
            : type == typeof(short) ? ValuesAsync<short>()
            : type == typeof(sbyte) ? ValuesAsync<sbyte>()
            : type == typeof(byte) ? ValuesAsync<byte>()
            : type == typeof(ushort) ? ValuesAsync<ushort>()
            : type == typeof(uint) ? ValuesAsync<uint>()
            : type == typeof(ulong) ? ValuesAsync<ulong>()
            : type == typeof(bool) ? ValuesAsync<bool>()
            : type == typeof(double) ? ValuesAsync<double>()
            : type == typeof(float) ? ValuesAsync<float>()
            : type == typeof(decimal) ? ValuesAsync<decimal>()
            : type == typeof(Guid) ? ValuesAsync<Guid>()
            : type == typeof(DateTime) ? ValuesAsync<DateTime>()
            : type == typeof(DateOnly) ? ValuesAsync<DateOnly>()
            : throw new UnreadableFileException($"the column '{field.Path}' is of a type that holds no such thing ({type.Name}).");

        async Task<ParquetColumn> ValuesAsync<T>()
            where T : struct
        {
            var values = new T?[count];
            await rows.ReadAsync<T>(field, values, null, cancellationToken);
            return new Values<T>(values);
        }

        // Older writers do not say that their bytes are text.
        async Task<ParquetColumn> TextsAsync()
        {
            var texts = new string?[count];
            await rows.ReadAsync(field, texts, null, cancellationToken);
            return new Texts(texts);
        }
    }

    private sealed class Texts(string?[] texts) : ParquetColumn
    {
        public override string? Text(int row) => texts[row];
    }

    private sealed class Values<T>(T?[] values) : ParquetColumn
        where T : struct
    {
        public override string? Text(int row) => values[row] switch
        {
            null => null,
            DateTime at => at.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
            DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
            double and double.NaN or float and float.NaN => null, // how pandas writes nothing
            IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
            var value => value.ToString(),
        };
    }
}
