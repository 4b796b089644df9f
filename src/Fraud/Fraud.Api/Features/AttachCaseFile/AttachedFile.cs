using Fraud.Api.Domain.Cases;

namespace Fraud.Api.Features.AttachCaseFile;

/// <param name="Bytes">Size.</param>
/// <param name="Sha256">Of the content, in hexadecimal digits.</param>
public sealed record AttachedFile(Guid FileId, string Name, AttachmentKind Kind, int Bytes, string Sha256, string Analyst, DateTimeOffset At);
