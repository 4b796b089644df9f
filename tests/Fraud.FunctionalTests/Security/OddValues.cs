namespace Fraud.FunctionalTests.Security;

/// <summary>What nobody sends by intention, and somebody does.</summary>
internal static class OddValues
{
    /// <summary>As JSON: wrong types, the ends of ranges, texts that databases and parsers stumble over.</summary>
    public static readonly string[] Json =
    [
        "null", "true", "0", "-1", "1.5", "1e308", "-1e308", "1e999", "1e-300", "2147483648", "9223372036854775808",
        "79228162514264337593543950335", "99999999999999999999999999", "-0.0", "NaN", "01", "\"\"", "\" \"", "\"NaN\"", "\"0\"",
        "\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud800\"", "\"\\udfff\\ud800\"", "\"\\u202e\"", "\"\\ufeff\"", "\"\\x\"", "\"'; DROP TABLE fraud.transactions; --\"",
        "\"../../etc/passwd\"", "\"%00\"", "\"<script>\"", "[]", "{}", "[null]", "[[]]", "{\"\":0}", "{\"$type\":\"System.Object\"}",
        "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.9999999-14:00\"", "\"2024-02-30T00:00:00Z\"", "\"2026-01-31T12:00:00\"",
        "\"2026-01-31T12:00:00+02:00\"", "\"2262-04-12T00:00:00Z\"", "\"294277-01-01T00:00:00Z\"", "\"EUR\"", "\"eur\"", "\"XXX\"", "\"411111\"",
        "\"amount > 1e999\"", "\"amount > amount\"", "\"((((((((((((((((((((((((((((((((((\"", "\"not not not not amount > 1 or\"",
        "\"card_range starts with ('')\"", "\"country in (\"", "\"fraud\"", "\"00000000-0000-0000-0000-000000000000\"",
        $"\"{new string('x', 5_000)}\"", $"\"{new string('\u00e9', 3_000)}\"", $"[{string.Join(',', Enumerable.Repeat("{}", 1_001))}]",
        $"{new string('[', 200)}{new string(']', 200)}", $"{string.Concat(Enumerable.Repeat("{\"a\":", 100))}1{new string('}', 100)}", new string('9', 400),
    ];

    /// <summary>As a part of a URL, escaped: in a query and between slashes.</summary>
    public static readonly string[] Url =
    [
        "", "%20", "0", "-1", "1", "1.5", "2147483647", "2147483648", "-9223372036854775808", "9223372036854775808", "1e400", "1e-400", "NaN", "Infinity",
        "-Infinity", "true", "null", "undefined", "%00", "a%00b", "%ED%A0%80", "%FF%FE", "%C3%28", "%F0%9F%92%B3", "%E2%80%AE", "%2F", "a%2Fb", "%5C", "%25",
        "%25%30%30", "%0D%0A", "%27%3B%20DROP%20TABLE%20fraud.cases%3B--", "%3Cscript%3E", "a,b", "[]", "%7B%7D", "+", "1,2", "0x10",
        "2026-01-01", "2026-01-01T00%3A00%3A00Z", "2026-01-01T00:00:00%2B02:00", "2026-01-01T00:00:00+02:00", "2026-01-01T00:00:00-11:00", "2026-01-01T00:00:00",
        "0001-01-01", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00%2B14:00", "9999-12-31", "9999-12-31T23:59:59.9999999-14:00", "2024-02-30", "294277-01-01",
        "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff", "0198c1d2-e3f4-7a5b-8c9d-0e1f2a3b4c5d",
        "MA", "MHww", "fHx8", "_____w", "eyJhIjoxfQ", "1_1_1", "1.0_0.5_0198c1d2-e3f4-7a5b-8c9d-0e1f2a3b4c5d", "638000000000000000-0198c1d2e3f47a5b8c9d0e1f2a3b4c5d",
        new string('x', 300), new string('x', 5_000), new string('9', 400),
    ];

    /// <summary>Of these, what can be read and then not be stored or asked for: the database says no.</summary>
    public static readonly string[] UrlForDatabase =
        ["%00", "1.0.0%00", "%ED%A0%80", "2026-01-01T00:00:00%2B02:00", "2026-01-01T00:00:00-11:00", "0001-01-01T00:00:00%2B00:00", "9999-12-31T23:59:59Z", "2147483647"];

    public static readonly string?[] ContentTypes =
    [
        null, "", "nonsense", "text/plain", "application/xml", "application/json; charset=utf-16", "application/json; charset=nonsense", "application/octet-stream",
        "application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=\"\"", "application/merge-patch+json", "application/json, text/plain",
    ];

    /// <summary>Names of files, as they stand between the quotes of a header.</summary>
    public static readonly string[] FileNames =
    [
        "", " ", ".", "..", "../../etc/passwd", "C:\\\\windows\\\\win.ini", "a\0b.txt", "a%00b.txt", "a/b.txt", "\u202etxt.exe", "\u00e9\U0001F4B3.txt", "a\tb.txt",
        "con", new string('n', 300), new string('n', 5_000), "call.txt\"; filename=\"other.txt", "=?utf-8?B?YQ==?=",
    ];

    public static readonly byte[][] Files =
    [
        [], [0], [0xff, 0xfe], [0xed, 0xa0, 0x80], "\ufeff"u8.ToArray(), "%PDF-"u8.ToArray(), [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], [0xff, 0xd8, 0xff],
        "a\0b"u8.ToArray(), "plain"u8.ToArray(), new byte[4_096], [.. Enumerable.Repeat((byte)'x', 100_000)],
    ];
}
