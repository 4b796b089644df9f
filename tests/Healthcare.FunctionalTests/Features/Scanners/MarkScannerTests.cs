using System.Text.Json.Nodes;
using Manufacturing.Contracts.V1;
using Microsoft.EntityFrameworkCore;

namespace Healthcare.FunctionalTests.Features.Scanners;

[Collection(HealthcareCollection.Name)]
public sealed class MarkScannerTests(HealthcareFixture healthcare)
{
    [Fact]
    public async Task A_predicted_failure_marks_the_scanner_in_the_worklist()
    {
        var scanner = await healthcare.RegisteredScannerAsync();
        var upload = Upload.Of(scanner);
        await healthcare.UploadedAsync(upload);

        await PublishAsync(Predicted(scanner, cycles: 17));

        await Eventually.TrueAsync(
            async () => (bool)(await EntryAsync(upload.StudyId!))["scanner"]!["failurePredicted"]!, "the worklist shows the mark");
        ((double)(await EntryAsync(upload.StudyId!))["scanner"]!["remainingCycles"]!).ShouldBe(17);
    }

    [Fact]
    public async Task The_same_event_twice_is_harmless()
    {
        var scanner = await healthcare.RegisteredScannerAsync();
        var (id, predicted) = (Guid.CreateVersion7(), Predicted(scanner, cycles: 17));
        await PublishAsync(predicted, id);
        await PublishAsync(predicted, id);

        // A later event tells when both were handled: the queue keeps its order.
        await PublishAsync(Predicted(scanner, cycles: 12, at: predicted.PredictedAt.AddSeconds(1)));

        await Eventually.TrueAsync(async () => await CyclesAsync(scanner) == 12, "the later prediction is shown");
    }

    [Fact]
    public async Task An_older_prediction_that_comes_late_changes_nothing()
    {
        var scanner = await healthcare.RegisteredScannerAsync();
        var now = Requests.Now;
        await PublishAsync(Predicted(scanner, cycles: 12, at: now));
        await Eventually.TrueAsync(async () => await CyclesAsync(scanner) == 12, "the first prediction is shown");

        var other = await healthcare.RegisteredScannerAsync();
        await PublishAsync(Predicted(scanner, cycles: 40, at: now.AddHours(-1)));
        await PublishAsync(Predicted(other, cycles: 33, at: now));

        await Eventually.TrueAsync(async () => await CyclesAsync(other) == 33, "what was sent last is handled");
        (await CyclesAsync(scanner)).ShouldBe(12);
    }

    [Fact]
    public async Task Machines_that_are_no_scanners_are_not_taken_in()
    {
        var (engine, scanner) = (Requests.NewId("engine"), await healthcare.RegisteredScannerAsync());

        await PublishAsync(Predicted(engine, cycles: 5) with { Kind = MachineKind.Engine });
        await PublishAsync(Predicted(scanner, cycles: 9));

        await Eventually.TrueAsync(async () => await CyclesAsync(scanner) == 9, "what was sent last is handled");
        (await healthcare.InDatabaseAsync(database => database.Scanners.AnyAsync(known => known.Id == engine))).ShouldBeFalse();
    }

    [Fact]
    public async Task A_prediction_that_comes_before_the_registration_is_not_lost()
    {
        var scanner = Requests.NewId("scanner");
        await PublishAsync(Predicted(scanner, cycles: 21));
        await Eventually.TrueAsync(async () => await CyclesAsync(scanner) == 21, "the prediction is kept");

        await healthcare.RegisteredScannerAsync(scanner);

        (await CyclesAsync(scanner)).ShouldBe(21);
    }

    [Fact]
    public async Task A_service_ends_the_mark()
    {
        var scanner = await healthcare.RegisteredScannerAsync();
        await PublishAsync(Predicted(scanner, cycles: 21, at: Requests.Now.AddMinutes(-10)));
        await Eventually.TrueAsync(async () => await CyclesAsync(scanner) == 21, "the prediction is shown");

        using var client = healthcare.Radiographer;
        var serviced = new JsonObject { ["location"] = "Room 1", ["servicedAt"] = Requests.Text(Requests.Now) };
        using var response = await client.PutAsync($"/v1/scanners/{scanner}", Requests.Json(serviced));

        (await response.ReadOkAsync())["failure"].ShouldBeNull();
    }

    private Task<Guid> PublishAsync(FailurePredicted predicted, Guid? id = null) =>
        healthcare.Broker.PublishAsync(FailurePredicted.Type, predicted, ManufacturingContractsJson.Default.FailurePredicted, id);

    private static FailurePredicted Predicted(string machine, double cycles, DateTimeOffset? at = null) => new(
        Guid.CreateVersion7(), machine, MachineKind.Scanner, cycles, cycles - 5, cycles + 5, 30, ["s11", "s4"], "manufacturing", "1.0.0", at ?? Requests.Now);

    private async Task<double?> CyclesAsync(string scanner) =>
        (double?)(await healthcare.ReadAsync("/v1/scanners?limit=200"))["scanners"]!.AsArray()
            .SingleOrDefault(listed => (string)listed!["scannerId"]! == scanner)?["failure"]?["remainingCycles"];

    private async Task<JsonObject> EntryAsync(string studyId) =>
        (await healthcare.ReadAsync("/v1/worklist?limit=200"))["studies"]!.AsArray()
            .Single(study => (string)study!["studyId"]! == studyId)!.AsObject();
}
