namespace Platform.ServiceDefaults;

/// <summary>Cuts Postgres' SQL into tokens; comments and blanks are left out.</summary>
internal sealed class SqlTokenizer(string sql)
{
    private readonly List<SqlToken> _tokens = [];
    private int _at;

    public List<SqlToken> Read()
    {
        while (_at < sql.Length)
        {
            if (!char.IsWhiteSpace(sql[_at]) && !TrySkipComment())
            {
                Take();
            }
            else if (_at < sql.Length && char.IsWhiteSpace(sql[_at]))
            {
                _at++;
            }
        }

        return _tokens;
    }

    private void Take()
    {
        var start = _at;
        switch (sql[_at])
        {
            case '\'':
                EndOfString(escapes: false);
                Add(SqlTokenKind.Literal, start);
                break;
            case '$' when DollarTag() is { } tag:
                EndAfter(tag, _at + tag.Length);
                Add(SqlTokenKind.Literal, start);
                break;
            case '$' or '@' or ':' when IsNamePart(_at + 1):
                _at++;
                SkipName();
                Add(SqlTokenKind.Symbol, start);
                break;
            case var digit when char.IsAsciiDigit(digit):
                SkipName();
                Add(SqlTokenKind.Literal, start);
                break;
            case '"' or '_' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or > '\x7f':
                TakeWord(start);
                break;
            case ':' when Next == ':':
                _at += 2;
                Add(SqlTokenKind.Symbol, start);
                break;
            default:
                _at++;
                Add(SqlTokenKind.Symbol, start);
                break;
        }
    }

    // Names that are joined by dots are one: "messaging"."outbox".
    private void TakeWord(int start)
    {
        while (true)
        {
            if (sql[_at] == '"')
            {
                EndAfter("\"", _at + 1);
            }
            else
            {
                SkipName(dots: false);
            }

            if (_at < sql.Length && sql[_at] == '\'')
            {
                // E'…', B'…', X'…'.
                EndOfString(escapes: sql[start] is 'e' or 'E');
                Add(SqlTokenKind.Literal, start);
                return;
            }

            if (_at + 1 >= sql.Length || sql[_at] != '.' || !(sql[_at + 1] == '"' || IsNamePart(_at + 1)))
            {
                Add(SqlTokenKind.Word, start, sql[start.._at].Replace("\"", "", StringComparison.Ordinal));
                return;
            }

            _at++;
        }
    }

    private char Next => _at + 1 < sql.Length ? sql[_at + 1] : '\0';

    private bool IsNamePart(int at) => at < sql.Length && (char.IsLetterOrDigit(sql[at]) || sql[at] is '_');

    private void SkipName(bool dots = true)
    {
        while (IsNamePart(_at) || (dots && _at < sql.Length && sql[_at] == '.' && IsNamePart(_at + 1)))
        {
            _at++;
        }
    }

    private bool TrySkipComment()
    {
        switch (sql[_at], Next)
        {
            case ('-', '-'):
                EndAfter("\n", _at);
                return true;
            case ('/', '*'):
                EndAfter("*/", _at + 2);
                return true;
            default:
                return false;
        }
    }

    private void EndOfString(bool escapes)
    {
        for (_at++; _at < sql.Length; _at++)
        {
            if (escapes && sql[_at] == '\\')
            {
                _at++;
            }
            else if (sql[_at] == '\'')
            {
                if (Next != '\'')
                {
                    _at++;
                    return;
                }

                _at++;
            }
        }

        _at = sql.Length;
    }

    // $$ or $name$, but not $1.
    private string? DollarTag()
    {
        var end = _at + 1;
        while (IsNamePart(end) && !(end == _at + 1 && char.IsAsciiDigit(sql[end])))
        {
            end++;
        }

        return end < sql.Length && sql[end] == '$' ? sql[_at..(end + 1)] : null;
    }

    private void EndAfter(string mark, int from)
    {
        var end = from > sql.Length ? -1 : sql.IndexOf(mark, from, StringComparison.Ordinal);
        _at = end < 0 ? sql.Length : end + mark.Length;
    }

    private void Add(SqlTokenKind kind, int start, string? text = null) =>
        _tokens.Add(new SqlToken(kind, start, _at, text ?? (kind == SqlTokenKind.Literal ? "?" : sql[start.._at])));
}
