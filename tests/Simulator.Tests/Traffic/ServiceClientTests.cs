using System.Net;
using Microsoft.AspNetCore.Http;
using Platform.TestKit;
using Simulator.Traffic;

namespace Simulator.Tests.Traffic;

/// <summary>What a feed learns of a service that does not do what it should, over a real connection.</summary>
public sealed class ServiceClientTests : IAsyncLifetime
{
    private RecordingServer _service = null!;
    private HttpClient _client = null!;

    [Fact]
    public async Task A_refusal_is_told_in_the_words_of_the_service()
    {
        _service.Answer = context => Results.Problem(statusCode: 422, title: "Unknown item.", detail: "sku-1 is\nnot sold.").ExecuteAsync(context);

        var failure = await FailureAsync();

        failure.Message.ShouldBe("127.0.0.1 answered 422 to POST /v1/things: Unknown item. sku-1 is not sold.");
        (failure.Status, failure.IsRefusal).ShouldBe((HttpStatusCode.UnprocessableEntity, true));
    }

    [Theory]
    [InlineData(401, false)]
    [InlineData(403, false)]
    [InlineData(404, true)]
    [InlineData(408, false)]
    [InlineData(409, true)]
    [InlineData(429, false)]
    [InlineData(500, false)]
    [InlineData(502, false)]
    public async Task Only_what_another_request_would_change_is_a_refusal(int status, bool isRefusal)
    {
        _service.Answer = context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync("<html>" + new string('x', 10_000));
        };

        var failure = await FailureAsync();

        failure.IsRefusal.ShouldBe(isRefusal);
        failure.Message.Length.ShouldBeLessThan(400);
    }

    [Fact]
    public async Task A_busy_service_says_when_to_come_again()
    {
        _service.Answer = context =>
        {
            context.Response.Headers.RetryAfter = "7";
            return Results.Problem(statusCode: 503).ExecuteAsync(context);
        };

        (await FailureAsync()).RetryAfter.ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_service_that_hangs_is_given_up(bool halfway)
    {
        _service.Answer = async context =>
        {
            if (halfway)
            {
                await BeginAnswerAsync(context);
            }

            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        _client.Timeout = TimeSpan.FromMilliseconds(200);

        (await FailureAsync()).Message.ShouldBe("127.0.0.1 did not answer in time");
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_told_as_that()
    {
        _service.Answer = async context =>
        {
            await BeginAnswerAsync(context);
            context.Abort();
        };

        (await FailureAsync()).Message.ShouldStartWith("127.0.0.1 broke off: ");
    }

    [Theory]
    [InlineData("""{"half":""")]
    [InlineData("not JSON")]
    public async Task An_answer_that_cannot_be_read_is_told_as_that(string body)
    {
        _service.Answer = context => Results.Text(body, "application/json").ExecuteAsync(context);

        (await FailureAsync()).Message.ShouldStartWith("127.0.0.1 answered what cannot be read: ");
    }

    [Fact]
    public async Task A_refused_connection_is_told_with_its_address()
    {
        var port = _service.Port;
        await _service.DisposeAsync();

        (await FailureAsync()).Message.ShouldBe($"127.0.0.1 cannot be reached: Connection refused (127.0.0.1:{port})");
    }

    [Fact]
    public async Task Our_own_stop_is_no_failure_of_the_service()
    {
        _service.Answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        using var stop = new CancellationTokenSource();

        var asking = _client.PostAsync("/v1/things", new { }, stop.Token);
        await Eventually.TrueAsync(() => !_service.Requests.IsEmpty, "it is asked");
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(asking);
    }

    public async Task InitializeAsync()
    {
        _service = await RecordingServer.StartAsync();
        _client = new HttpClient { BaseAddress = _service.Address };
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _service.DisposeAsync();
    }

    private static async Task BeginAnswerAsync(HttpContext context)
    {
        context.Response.ContentLength = 100;
        await context.Response.WriteAsync("""{"half":""");
        await context.Response.Body.FlushAsync();
    }

    private async Task<ServiceException> FailureAsync() =>
        await Should.ThrowAsync<ServiceException>(() => _client.PostAsync("/v1/things", new { }, CancellationToken.None));
}
