using System.Net;
using System.Text.Json.Nodes;
using Healthcare.Api.Imaging;
using Healthcare.Contracts.V1;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Platform.Inference;

namespace Healthcare.FunctionalTests.Features.UploadStudy;

[Collection(HealthcareCollection.Name)]
public sealed class UploadStudyTests(HealthcareFixture healthcare)
{
    [Fact]
    public async Task A_radiograph_is_analysed_and_recorded_with_all_that_made_the_decision()
    {
        var upload = Upload.Of(await healthcare.RegisteredScannerAsync());

        var answer = await healthcare.UploadedAsync(upload);

        ((float)answer["probability"]!).ShouldBeInRange(0, 1);
        ((string?)answer["urgency"]).ShouldBeOneOf("urgent", "soon", "routine");
        ((string?)answer["model"]?["name"]).ShouldBe(ImagingModel.ChestXRay);
        var study = await healthcare.ReadAsync($"/v1/studies/{upload.StudyId}");
        ((string?)study["imageSha256"]).ShouldBe(ModelFolder.Sha256(upload.Image!));
        ((float)study["analysis"]!["probability"]!).ShouldBe((float)answer["probability"]!);
        study["analysis"]!["evidence"]!.AsArray().Average(value => (float)value!).ShouldBe((float)study["analysis"]!["logit"]!, tolerance: 1e-4);
    }

    [Fact]
    public async Task A_decision_can_be_replayed_from_what_is_stored()
    {
        var upload = Upload.Of(await healthcare.RegisteredScannerAsync());
        await healthcare.UploadedAsync(upload);

        var (file, recorded) = await healthcare.InDatabaseAsync(async database => (
            (await database.StudyImages.SingleAsync(image => image.StudyId == upload.StudyId)).Content,
            await database.Analyses.SingleAsync(analysis => analysis.StudyId == upload.StudyId)));
        using var lease = healthcare.Services.GetRequiredKeyedService<ModelHost>(ImagingModel.ChestXRay).Lease(recorded.Model.Version);
        var model = lease.ShouldNotBeNull().Model;
        using var outputs = model.Run(Preprocessing.ToInput(RadiographDecoder.Decode(file, new ImageLimits()).Image!));

        model.Stamp.ShouldBe(recorded.Model);
        outputs[ImagingModel.Probability][0].ShouldBe(recorded.Probability, tolerance: 1e-5);
    }

    [Fact]
    public async Task What_was_decided_is_published()
    {
        await using var events = await healthcare.Broker.SubscribeAsync(StudyAnalysed.Type);
        var upload = Upload.Of(await healthcare.RegisteredScannerAsync());

        var answer = await healthcare.UploadedAsync(upload);

        var published = (await events.NextAsync()).Read(HealthcareContractsJson.Default.StudyAnalysed);
        published.StudyId.ShouldBe(upload.StudyId);
        published.Probability.ShouldNotBeNull().ShouldBe((double)answer["probability"]!, tolerance: 1e-6);
        published.Urgency.ToString().ShouldBe((string?)answer["urgency"], StringCompareShould.IgnoreCase);
    }

    [Fact]
    public async Task The_same_study_again_gets_the_same_answer()
    {
        var upload = Upload.Of(await healthcare.RegisteredScannerAsync());
        var first = await healthcare.UploadedAsync(upload);

        var second = await healthcare.UploadedAsync(upload);

        second.ToJsonString().ShouldBe(first.ToJsonString());
    }

    [Fact]
    public async Task The_same_study_many_times_at_once_is_stored_once()
    {
        var upload = Upload.Of(await healthcare.RegisteredScannerAsync());

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => healthcare.UploadedAsync(upload)));

        answers.Select(answer => (string)answer["receivedAt"]!).Distinct().Count().ShouldBe(1);
        (await healthcare.InDatabaseAsync(database => database.Studies.CountAsync(study => study.Id == upload.StudyId))).ShouldBe(1);
    }

    [Fact]
    public async Task A_study_sent_again_with_another_image_is_a_conflict()
    {
        var upload = Upload.Of(await healthcare.RegisteredScannerAsync());
        await healthcare.UploadedAsync(upload);

        using var response = await healthcare.UploadAsync(upload with { Image = Phantom.Png(body: 120) });

        await response.ReadProblemAsync(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_damaged_image_keeps_the_study_unprioritised_with_its_reason()
    {
        var png = Phantom.Png(256);
        var upload = Upload.Of(await healthcare.RegisteredScannerAsync(), image: png[..(png.Length / 2)]);

        var answer = await healthcare.UploadedAsync(upload);

        ((string?)answer["urgency"]).ShouldBe("unprioritised");
        ((string?)answer["failureReason"]).ShouldBe("The file ends too early or is damaged.");
        answer["probability"].ShouldBeNull();
        using var heatMap = await healthcare.GetAsync($"/v1/studies/{upload.StudyId}/heat-map");
        await heatMap.ReadProblemAsync(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task What_is_no_image_is_refused_and_not_stored()
    {
        var upload = Upload.Of(await healthcare.RegisteredScannerAsync(), image: "%PDF-1.7 of a report"u8.ToArray());

        using var response = await healthcare.UploadAsync(upload);

        await response.ReadProblemAsync(HttpStatusCode.UnprocessableEntity);
        await ShouldNotBeStoredAsync(upload);
    }

    [Fact]
    public async Task An_image_that_is_too_small_is_refused_and_not_stored()
    {
        var upload = Upload.Of(await healthcare.RegisteredScannerAsync(), image: Phantom.Png(32));

        using var response = await healthcare.UploadAsync(upload);

        var problem = await response.ReadProblemAsync(HttpStatusCode.UnprocessableEntity);
        ((string?)problem["detail"]).ShouldNotBeNull().ShouldContain("32 x 32");
        await ShouldNotBeStoredAsync(upload);
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_and_not_stored()
    {
        var upload = Upload.Of(await healthcare.RegisteredScannerAsync(), image: new byte[300_001]);

        using var response = await healthcare.UploadAsync(upload);

        await response.ReadProblemAsync(HttpStatusCode.RequestEntityTooLarge);
        await ShouldNotBeStoredAsync(upload);
    }

    [Fact]
    public async Task A_scanner_nobody_registered_is_refused_and_nothing_stored()
    {
        var upload = Upload.Of(Requests.NewId("scanner"));

        using var response = await healthcare.UploadAsync(upload);

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, "scannerId");
        await ShouldNotBeStoredAsync(upload);
    }

    [Theory]
    [InlineData("studyId", "has space")]
    [InlineData("studyId", "")]
    [InlineData("studyId", null)]
    [InlineData("scannerId", "../etc")]
    [InlineData("scannerId", null)]
    [InlineData("takenAt", "soon")]
    [InlineData("takenAt", "2199-01-01T00:00:00Z")]
    [InlineData("takenAt", "1896-01-08T00:00:00Z")]
    [InlineData("takenAt", null)]
    [InlineData("image", null)]
    public async Task A_wrong_or_missing_field_is_named(string field, string? value)
    {
        var upload = Upload.Of(await healthcare.RegisteredScannerAsync());
        var wrong = field switch
        {
            "studyId" => upload with { StudyId = value },
            "scannerId" => upload with { ScannerId = value },
            "takenAt" => upload with { TakenAt = value },
            _ => upload with { Image = null },
        };

        using var response = await healthcare.UploadAsync(wrong);

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, field);
        await ShouldNotBeStoredAsync(upload);
    }

    [Fact]
    public async Task Another_body_than_a_form_is_refused()
    {
        using var client = healthcare.Radiographer;

        using var response = await client.PostAsync("/v1/studies", Requests.Json(new JsonObject()));

        ((int)response.StatusCode).ShouldBeInRange(400, 415);
    }

    private async Task ShouldNotBeStoredAsync(Upload upload) =>
        (await healthcare.InDatabaseAsync(database => database.Studies.AnyAsync(study => study.Id == upload.StudyId))).ShouldBeFalse();
}
