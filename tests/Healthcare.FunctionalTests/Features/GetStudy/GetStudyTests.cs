using System.Net;

namespace Healthcare.FunctionalTests.Features.GetStudy;

[Collection(HealthcareCollection.Name)]
public sealed class GetStudyTests(HealthcareFixture healthcare)
{
    [Theory]
    [InlineData("")]
    [InlineData("/heat-map")]
    public async Task An_unknown_study_is_not_found(string below)
    {
        using var response = await healthcare.GetAsync($"/v1/studies/{Requests.NewId("study")}{below}");

        await response.ReadProblemAsync(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/heat-map")]
    public async Task An_id_that_cannot_be_is_refused(string below)
    {
        using var response = await healthcare.GetAsync($"/v1/studies/no%20id{below}");

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, "studyId");
    }

    [Fact]
    public async Task The_heat_map_is_a_picture_that_no_cache_keeps()
    {
        var upload = Upload.Of(await healthcare.RegisteredScannerAsync());
        await healthcare.UploadedAsync(upload);

        using var response = await healthcare.GetAsync($"/v1/studies/{upload.StudyId}/heat-map");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("image/png");
        response.Headers.CacheControl.ShouldNotBeNull().NoStore.ShouldBeTrue();
        (await response.Content.ReadAsByteArrayAsync()).AsSpan(1, 3).SequenceEqual("PNG"u8).ShouldBeTrue();
    }
}
