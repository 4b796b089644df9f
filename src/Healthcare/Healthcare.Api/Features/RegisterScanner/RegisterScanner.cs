using System.ComponentModel.DataAnnotations;
using Platform.ServiceDefaults;

namespace Healthcare.Api.Features.RegisterScanner;

/// <summary>A scanner of the department, or news of it.</summary>
/// <param name="Location">Where it stands, such as <c>Emergency, room 2</c>.</param>
/// <param name="ServicedAt">When it was last serviced: ends the mark of a failure that was predicted before.</param>
public sealed record RegisterScanner(
    [property: Required, StringLength(100, MinimumLength = 1)] string Location,
    [property: PlausibleTime] DateTimeOffset? ServicedAt = null);
