using System.Text;
using System.Text.Unicode;

namespace Fraud.Api.Domain.Cases;

/// <summary>A kind of file that may be attached, told by its content and not by what its sender says.</summary>
public enum AttachmentKind
{
    Png,
    Jpeg,
    Pdf,

    /// <summary>UTF-8 without control characters.</summary>
    Text,
}

public static class AttachmentKinds
{
    private static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> Jpeg => [0xFF, 0xD8, 0xFF];

    private static ReadOnlySpan<byte> Pdf => "%PDF-"u8;

    /// <summary>The kind of a file by its first bytes; null where it is none of those that are taken.</summary>
    public static AttachmentKind? Of(ReadOnlySpan<byte> content) =>
        content.StartsWith(Png) ? AttachmentKind.Png
        : content.StartsWith(Jpeg) ? AttachmentKind.Jpeg
        : content.StartsWith(Pdf) ? AttachmentKind.Pdf
        : IsText(content) ? AttachmentKind.Text
        : null;

    /// <summary>The media type it is sent with, always as a download: a browser runs none of these.</summary>
    public static string MediaType(this AttachmentKind kind) => kind switch
    {
        AttachmentKind.Png => "image/png",
        AttachmentKind.Jpeg => "image/jpeg",
        AttachmentKind.Pdf => "application/pdf",
        _ => "text/plain; charset=utf-8",
    };

    private static bool IsText(ReadOnlySpan<byte> content) =>
        !content.IsEmpty
        && Utf8.IsValid(content)
        && Encoding.UTF8.GetString(content).All(character => !char.IsControl(character) || character is '\t' or '\n' or '\r');
}
