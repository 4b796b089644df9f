using Npgsql;
using NpgsqlTypes;

namespace Platform.Messaging.Storage;

/// <summary>Positional parameters that may be null: Postgres must be told the type, which a null does not have.</summary>
internal static class SqlParameter
{
    public static NpgsqlParameter Text(string? value) => Of(value, NpgsqlDbType.Text);

    public static NpgsqlParameter Time(DateTimeOffset? value) => Of(value?.ToUniversalTime(), NpgsqlDbType.TimestampTz);

    public static NpgsqlParameter Id(Guid? value) => Of(value, NpgsqlDbType.Uuid);

    public static NpgsqlParameter Interval(TimeSpan? value) => Of(value, NpgsqlDbType.Interval);

    private static NpgsqlParameter Of(object? value, NpgsqlDbType type) =>
        new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}
