namespace Fraud.Api.Domain.Cases;

/// <summary>A small file that belongs to a case, such as a photographed receipt.</summary>
public sealed class CaseAttachment
{
    public const int LongestName = 128;

    public required Guid Id { get; init; }

    public required Guid CaseId { get; init; }

    /// <summary>As its sender called it.</summary>
    public required string Name { get; init; }

    public required AttachmentKind Kind { get; init; }

    /// <summary>Size in bytes.</summary>
    public required int Bytes { get; init; }

    /// <summary>Of the content, in lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    public required byte[] Content { get; init; }

    /// <summary>Who attached it.</summary>
    public required string Actor { get; init; }

    public required DateTimeOffset At { get; init; }
}
