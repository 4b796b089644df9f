using System.Security.Cryptography;
using Fraud.Api.Data;
using Fraud.Api.Domain.Cases;
using Fraud.Api.Features.WorkCase;
using Microsoft.Extensions.Options;

namespace Fraud.Api.Features.AttachCaseFile;

public sealed class AttachCaseFileHandler(FraudDbContext database, CaseWork work, IOptions<CaseOptions> options, TimeProvider time)
{
    public async Task<(CaseWorkOutcome Outcome, AttachedFile? Attached)> HandleAsync(
        Guid caseId, string name, AttachmentKind kind, byte[] content, string analyst, CancellationToken cancellationToken)
    {
        var fileId = Guid.CreateVersion7(time.GetUtcNow());
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        AttachedFile? attached = null;
        var outcome = await work.DoAsync(
            caseId,
            analyst,
            (fraudCase, deed) =>
            {
                var file = new CaseAttachment
                {
                    Id = fileId,
                    CaseId = caseId,
                    Name = name,
                    Kind = kind,
                    Bytes = content.Length,
                    Sha256 = sha256,
                    Content = content,
                    Actor = analyst,
                    At = deed.At,
                };
                if (fraudCase.Attach(deed, file, options.Value.Attachments) is { } refusal)
                {
                    return refusal;
                }

                database.CaseAttachments.Add(file);
                attached = new AttachedFile(file.Id, file.Name, file.Kind, file.Bytes, file.Sha256, file.Actor, file.At);
                return null;
            },
            cancellationToken);
        return (outcome, attached);
    }
}
