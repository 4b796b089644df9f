using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Healthcare.FunctionalTests;

/// <summary>The form of an upload; a null field is left out.</summary>
public sealed record Upload(string? StudyId, string? ScannerId, string? TakenAt, byte[]? Image)
{
    public static Upload Of(string scannerId, string? studyId = null, byte[]? image = null, DateTimeOffset? takenAt = null) =>
        new(studyId ?? Requests.NewId("study"), scannerId, Requests.Text(takenAt ?? Requests.Now.AddMinutes(-3)), image ?? Phantom.Png());

    public MultipartFormDataContent ToForm()
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in new[] { ("studyId", StudyId), ("scannerId", ScannerId), ("takenAt", TakenAt) })
        {
            if (value is not null)
            {
                form.Add(new StringContent(value), name);
            }
        }

        if (Image is not null)
        {
            form.Add(new ByteArrayContent(Image) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } }, "image", "image.png");
        }

        return form;
    }
}

/// <summary>Requests as clients write them.</summary>
internal static class Requests
{
    public static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public static string NewId(string prefix) => $"{prefix}-{Guid.CreateVersion7():N}";

    public static string Text(DateTimeOffset at) => at.ToString("O", CultureInfo.InvariantCulture);

    public static StringContent Json(JsonObject body) => new(body.ToJsonString(), Encoding.UTF8, "application/json");
}
