using System.Net;
using System.Net.Http.Json;
using Platform.Cli.Importing;

namespace Cli.Tests.Importing;

/// <summary>A Fraud service that takes uploads in pieces of four bytes, and does what a test says.</summary>
internal sealed class Service : HttpMessageHandler
{
    public static readonly Guid Id = new("01a20bea-0000-7000-8000-000000000001");

    public List<string> Requests { get; } = [];

    public MemoryStream Content { get; } = new();

    /// <summary>What comes instead of an answer, for one request after the other.</summary>
    public Queue<Func<HttpResponseMessage>> Instead { get; } = [];

    public ImportStatus Ended { get; set; } = Status("done") with { Rows = 5, Imported = 5, Progress = 1 };

    public int Bytes { get; set; } = 10;

    public static ImportStatus Status(string state) => new(Id, state, 10, 0, 4, 0, 0, 0, 0, 0, 0, 0, null);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add($"{request.Method} {request.RequestUri!.PathAndQuery}");
        if (Instead.TryDequeue(out var instead))
        {
            return instead();
        }

        if (request.RequestUri.AbsolutePath.EndsWith("/errors", StringComparison.Ordinal))
        {
            return new HttpResponseMessage { Content = new StringContent("line,column,transaction_id,reason\n") };
        }

        if (request.Method == HttpMethod.Put)
        {
            await request.Content!.CopyToAsync(Content, cancellationToken);
        }

        var status = Content.Length < Bytes ? Status("uploading") with { Received = Content.Length, Bytes = Bytes } : Ended;
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = JsonContent.Create(status) };
    }
}
