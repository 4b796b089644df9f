namespace Fraud.Api.Domain.Imports;

public enum ImportFormat
{
    /// <summary>With a header line; as it is or gzipped.</summary>
    Csv,

    Parquet,
}
