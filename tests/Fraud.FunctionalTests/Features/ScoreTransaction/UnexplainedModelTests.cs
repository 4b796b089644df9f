using System.Net.Http.Headers;
using System.Net.Http.Json;
using Fraud.Api;
using Google.Protobuf;
using Microsoft.AspNetCore.Hosting;
using Platform.Inference;
using Platform.Inference.Onnx;

namespace Fraud.FunctionalTests.Features.ScoreTransaction;

/// <summary>The shipped model without the covers of its trees, which scores the same and cannot be explained: as a network is.</summary>
[Collection(FraudCollection.Name)]
public sealed class UnexplainedModelTests : IDisposable
{
    private readonly FraudFixture _fraud;
    private readonly string _models = Directory.CreateTempSubdirectory("platform-").FullName;

    public UnexplainedModelTests(FraudFixture fraud)
    {
        _fraud = fraud;
        var shipped = Path.Combine(AppContext.BaseDirectory, "Models", FraudServices.ModelName, FraudFixture.Shipped);
        var folder = Directory.CreateDirectory(Path.Combine(_models, FraudServices.ModelName, FraudFixture.Shipped)).FullName;
        foreach (var file in Directory.EnumerateFiles(shipped))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        var onnx = WithoutCovers(File.ReadAllBytes(Path.Combine(folder, ModelFolder.ModelFile)));
        File.WriteAllBytes(Path.Combine(folder, ModelFolder.ModelFile), onnx);
        var manifest = Path.Combine(folder, ModelFolder.ManifestFile);
        var sha256 = ModelFolder.Sha256(onnx);
        File.WriteAllBytes(manifest, (ModelManifest.Parse(File.ReadAllBytes(manifest)) with { Sha256 = sha256 }).ToJson());
    }

    [Fact]
    public async Task It_decides_and_says_that_it_gives_no_reasons()
    {
        await using var service = await _fraud.StartReplicaAsync(host => host.UseSetting("Models:fraud:Path", Path.Combine(_models, FraudServices.ModelName)));
        using var client = service.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TestTokens.Create("tester", ["payments", "analyst"], []));
        var payment = Requests.SuspiciousPayment();

        using var scored = await client.PostAsJsonAsync("/v1/transactions", payment);
        var decided = await scored.ReadOkAsync();
        using var read = await client.GetAsync($"/v1/transactions/{payment.Id()}");
        var decision = (await read.ReadOkAsync())["decision"]!;
        using var replayed = await client.PostAsync($"/v1/transactions/{payment.Id()}/replay", content: null);

        ((string?)decided["decision"]).ShouldBeOneOf("review", "decline");
        decided["reasons"]!.AsArray().ShouldBeEmpty();
        decision["reasons"]!.AsArray().ShouldBeEmpty();
        ((string?)decision["notExplained"]).ShouldBe("The model is no tree ensemble with covers: its scores cannot be explained exactly.");
        ((bool)(await replayed.ReadOkAsync())["identical"]!).ShouldBeTrue();
    }

    public void Dispose() => Directory.Delete(_models, recursive: true);

    private static byte[] WithoutCovers(byte[] onnx)
    {
        var model = ModelProto.Parser.ParseFrom(onnx);
        var trees = model.Graph.Node[0];
        trees.Attribute.Remove(trees.Attribute.Single(attribute => attribute.Name == "nodes_hitrates"));
        return model.ToByteArray();
    }
}
