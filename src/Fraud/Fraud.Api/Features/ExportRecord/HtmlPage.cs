using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace Fraud.Api.Features.ExportRecord;

/// <summary>HTML in which whatever is put into a text is encoded: <c>page.Write($"&lt;td&gt;{value}&lt;/td&gt;")</c>.</summary>
internal sealed class HtmlPage
{
    private readonly StringBuilder _html = new();

    /// <param name="html">Its literal parts are HTML; its values never are. It is in the page by now, and its line ends.</param>
    public void Write([InterpolatedStringHandlerArgument("")] Encoded html) => _html.Append('\n');

    /// <param name="html">Ours, as it stands.</param>
    public void WriteLiteral(string html) => _html.Append(html);

    public override string ToString() => _html.ToString();

    [InterpolatedStringHandler]
    public readonly struct Encoded
    {
        private readonly HtmlPage _page;

        public Encoded(int literalLength, int formattedCount, HtmlPage page)
        {
            _ = formattedCount;
            page._html.EnsureCapacity(page._html.Length + literalLength);
            _page = page;
        }

        public void AppendLiteral(string html) => _page._html.Append(html);

        public void AppendFormatted<T>(T value, string? format = null)
        {
            var text = value is IFormattable formattable ? formattable.ToString(format, CultureInfo.InvariantCulture) : value?.ToString();
            _page._html.Append(HtmlEncoder.Default.Encode(text ?? ""));
        }
    }
}
