namespace Fraud.Api.Domain.Imports;

/// <summary>Which column of a file holds which field.</summary>
public sealed class ColumnMap
{
    private readonly int[] _columns;

    private ColumnMap(int[] columns) => _columns = columns;

    /// <summary>Number of the column that holds a field, or -1.</summary>
    public int Of(ImportField field) => _columns[Index(field)];

    public bool Has(ImportField field) => Of(field) >= 0;

    /// <summary>Position of a field among the cells of a row.</summary>
    public static int Index(ImportField field)
    {
        for (var i = 0; i < ImportField.All.Count; i++)
        {
            if (ReferenceEquals(ImportField.All[i], field))
            {
                return i;
            }
        }

        throw new ArgumentException($"{field.Name} is no field of an import.", nameof(field));
    }

    /// <param name="header">The names of the file's columns, in order.</param>
    /// <param name="named">The columns that its sender named, by field; they are meant to the letter, but for case.</param>
    /// <param name="needs">The fields that are looked for.</param>
    /// <exception cref="UnreadableFileException">A column is missing, named for two fields, or there twice.</exception>
    public static ColumnMap Of(IReadOnlyList<string> header, IReadOnlyDictionary<string, string> named, FieldNeeds needs)
    {
        var columns = new int[ImportField.All.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            var field = ImportField.All[i];
            columns[i] = needs.Read.Contains(field) ? Find(field, header, named, needs.Required.Contains(field)) : -1;
        }

        var twice = columns.Select((column, i) => (column, i)).Where(used => used.column >= 0)
            .GroupBy(used => used.column).FirstOrDefault(uses => uses.Count() > 1);
        return twice is null
            ? new ColumnMap(columns)
            : throw new UnreadableFileException(
                $"the column '{Shown(header[twice.Key])}' is taken for {string.Join(" and for ", twice.Select(use => ImportField.All[use.i].Name))}: name the right ones.");
    }

    private static int Find(ImportField field, IReadOnlyList<string> header, IReadOnlyDictionary<string, string> named, bool isRequired)
    {
        if (named.TryGetValue(field.Name, out var name))
        {
            return Single(column => column.Equals(name, StringComparison.OrdinalIgnoreCase)) is var found and >= 0
                ? found
                : throw new UnreadableFileException($"there is no column '{name}' for {field.Name}; the header is: {Shown(header)}.");
        }

        foreach (var usual in field.Headers)
        {
            if (Single(column => Plain(column) == Plain(usual)) is var found and >= 0)
            {
                return found;
            }
        }

        return isRequired
            ? throw new UnreadableFileException(
                $"no column is named {string.Join(" or ", field.Headers)}, for {field.Name}: name the one that is it. The header is: {Shown(header)}.")
            : -1;

        int Single(Func<string, bool> isIt)
        {
            var found = -1;
            for (var i = 0; i < header.Count; i++)
            {
                if (isIt(header[i]))
                {
                    found = found < 0 ? i : throw new UnreadableFileException($"the column '{Shown(header[i])}' is there twice.");
                }
            }

            return found;
        }
    }

    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();

    private static string Shown(IReadOnlyList<string> header) => Shown(string.Join(", ", header));

    // A file without a header begins with somebody's payment: no more of it than tells what it is.
    private static string Shown(string text) => new([.. text.Take(120).Select(character => char.IsControl(character) ? ' ' : character)]);
}

/// <summary>A file cannot be read, or not any further; the message tells its sender why.</summary>
public sealed class UnreadableFileException(string message) : Exception(message);
