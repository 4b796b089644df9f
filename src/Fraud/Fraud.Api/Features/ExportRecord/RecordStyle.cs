using System.Security.Cryptography;
using System.Text;

namespace Fraud.Api.Features.ExportRecord;

/// <summary>How the page looks, on paper and on a screen; and that it loads and runs nothing else.</summary>
internal static class RecordStyle
{
    public const string Css = """
        @page { size: A4; margin: 16mm 15mm 18mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #666; } }
        * { box-sizing: border-box; }
        body { font: 9.5pt/1.4 "Helvetica Neue", Arial, "Liberation Sans", sans-serif; color: #1b1f24; margin: 0 auto; max-width: 180mm; padding: 8mm 0; }
        header { border-bottom: 2pt solid #1b1f24; padding-bottom: 3mm; display: flex; justify-content: space-between; align-items: flex-end; gap: 6mm; }
        h1 { font-size: 16pt; margin: 0; }
        h2 { font-size: 11.5pt; margin: 7mm 0 2mm; border-bottom: .5pt solid #b8bfc7; padding-bottom: 1mm; break-after: avoid; }
        p { margin: 1.5mm 0; }
        .id { font-family: "Liberation Mono", Consolas, monospace; font-size: 9pt; overflow-wrap: anywhere; }
        .quiet { color: #57606a; font-size: 8.5pt; }
        .outcome { font-size: 13pt; font-weight: bold; text-transform: uppercase; letter-spacing: .04em; padding: 1.5mm 4mm; border: 1.5pt solid; white-space: nowrap; }
        .approve { color: #17633a; } .review { color: #8a5200; } .decline { color: #a4161a; }
        table { border-collapse: collapse; width: 100%; break-inside: auto; }
        th, td { text-align: left; vertical-align: top; padding: .9mm 2mm .9mm 0; border-bottom: .35pt solid #d8dee4; overflow-wrap: anywhere; }
        thead { display: table-header-group; }
        thead th { font-size: 8pt; color: #57606a; border-bottom: .7pt solid #57606a; }
        tr { break-inside: avoid; }
        tbody th { font-weight: normal; color: #57606a; width: 42mm; }
        .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        svg { display: block; width: 46mm; height: 3mm; }
        .for { fill: #a4161a; } .against { fill: #2b6cb0; } .axis { stroke: #57606a; stroke-width: .5; }
        ol, ul { margin: 1mm 0 1mm 5mm; padding: 0; }
        li { margin: .8mm 0; }
        footer { margin-top: 8mm; border-top: .5pt solid #b8bfc7; padding-top: 2mm; }
        @media print { body { padding: 0; max-width: none; } }
        """;

    /// <summary>Nothing but this one style: no script, image, frame, form or request.</summary>
    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Css)))}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";
}
