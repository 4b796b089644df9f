using System.Text;

namespace Fraud.FunctionalTests.Security;

/// <summary>A request with something wrong in it, perhaps.</summary>
internal sealed record FuzzedRequest(string Method, string Path, string? ContentType, byte[]? Body)
{
    private const int Shown = 1_500;

    public static FuzzedRequest Of(HttpRequestExample example) => new(
        example.Method,
        example.Path,
        example.ContentType,
        example.Body is null ? null
            : example.ContentType!.StartsWith("multipart/", StringComparison.Ordinal) ? Encoding.UTF8.GetBytes(example.Body.ReplaceLineEndings("\r\n") + "\r\n")
            : Encoding.UTF8.GetBytes(example.Body));

    public HttpRequestMessage ToMessage()
    {
        var message = new HttpRequestMessage(new HttpMethod(Method), new Uri(Path, UriKind.Relative));
        if (Body is not null)
        {
            message.Content = new ByteArrayContent(Body);
            if (ContentType is not null)
            {
                message.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
            }
        }

        return message;
    }

    public override string ToString() => $"{Method} {Short(Path)} ({ContentType ?? "no content type"}) {Short(Encoding.UTF8.GetString(Body ?? []))}";

    private static string Short(string text) =>
        (text.Length <= Shown ? text : $"{text[..Shown]}… ({text.Length} characters)").Replace("\0", "\\0", StringComparison.Ordinal);
}
