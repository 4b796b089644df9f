using System.Net;

namespace Healthcare.FunctionalTests.Features.SummariseActivity;

[Collection(HealthcareCollection.Name)]
public sealed class SummariseActivityTests(HealthcareFixture healthcare)
{
    [Fact]
    public async Task An_operator_sees_counts_and_the_latest_decisions()
    {
        var upload = Upload.Of(await healthcare.RegisteredScannerAsync());
        await healthcare.UploadedAsync(upload);

        var summary = await healthcare.ReadAsync("/v1/summary", role: "operator");

        summary["counts"]!.AsObject().Select(count => count.Key).ShouldBe(["urgent", "soon", "routine", "unprioritised"]);
        summary["counts"]!.AsObject().Sum(count => (int)count.Value!).ShouldBePositive();
        summary["latest"]!.AsArray().Select(line => (string)line!["what"]!).ShouldContain($"study {upload.StudyId}");
    }

    [Fact]
    public async Task More_than_a_day_is_refused()
    {
        using var response = await healthcare.GetAsync("/v1/summary?minutes=1441", role: "operator");

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, "minutes");
    }
}
