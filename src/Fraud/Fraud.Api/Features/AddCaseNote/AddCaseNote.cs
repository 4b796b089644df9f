using System.ComponentModel.DataAnnotations;
using Fraud.Api.Domain.Cases;

namespace Fraud.Api.Features.AddCaseNote;

/// <summary>Something worth remembering. It stays: notes are neither changed nor deleted.</summary>
public sealed record AddCaseNote([property: Required, StringLength(CaseEntry.LongestNote, MinimumLength = 1)] string Note);
