using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Platform.Inference;
using Retail.Api;
using Retail.Api.Features.BuildIndex;

namespace Retail.FunctionalTests.Features;

/// <summary>
/// The service with a second ranker that wants another index, and with a clock that the tests move: an index is built when
/// they say so.
/// </summary>
public sealed class SwapRankerFixture : RetailFixture
{
    public const string Shipped = "1.1.0";

    /// <summary>The same ranker, said to be trained for an index of fewer neighbours.</summary>
    public const string Other = "1.1.1";

    public static readonly TimeSpan RebuildCheck = TimeSpan.FromMinutes(1);

    private readonly string _models = CopyModels();

    public override FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
        [new("Models:retail:Path", _models), new("Models:retail:Version", Shipped), new("Recommendations:RebuildCheck", RebuildCheck.ToString())];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(Path.GetDirectoryName(_models)!, recursive: true);
        GC.SuppressFinalize(this);
    }

    private static string CopyModels()
    {
        var shipped = Path.Combine(AppContext.BaseDirectory, "Models", RetailServices.ModelName, Shipped);
        var models = Path.Combine(Directory.CreateTempSubdirectory("platform-").FullName, RetailServices.ModelName);
        foreach (var version in (string[])[Shipped, Other])
        {
            var folder = Directory.CreateDirectory(Path.Combine(models, version)).FullName;
            foreach (var file in Directory.EnumerateFiles(shipped))
            {
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            }
        }

        var path = Path.Combine(models, Other, ModelFolder.ManifestFile);
        var manifest = ModelManifest.Parse(File.ReadAllBytes(path)) with { Version = Other };
        manifest.Parameters["neighbours"] = [50];
        File.WriteAllBytes(path, manifest.ToJson());
        return models;
    }
}

public sealed class SwapRankerTests(SwapRankerFixture retail) : IClassFixture<SwapRankerFixture>
{
    private readonly string _shopper = Requests.NewId("shopper");

    [Fact]
    public async Task A_ranker_that_wants_another_index_ranks_nothing_until_that_is_built()
    {
        var index = retail.Services.GetRequiredService<CurrentIndex>();
        await Eventually.TrueAsync(() => index.Index is not null, "the empty shop has an index");
        var items = await retail.PutItemsAsync(4);
        await retail.RecordAsync([.. Enumerable.Range(0, 10).Select(_ => Requests.NewId("shopper"))
            .SelectMany(shopper => items.Select(item => Requests.Purchase(shopper, item, daysAgo: 3)))]);
        await retail.RecordAsync(Requests.Purchase(_shopper, items[0]));
        retail.Clock.Advance(SwapRankerFixture.RebuildCheck);
        await Eventually.TrueAsync(() => index.Index!.Assortment.Count > 0, "the index knows the items");
        (await RecommendAsync()).ShouldBeRankedBy(SwapRankerFixture.Shipped);

        await ServeAsync(SwapRankerFixture.Other);

        var meanwhile = await RecommendAsync();
        ((string)meanwhile["source"]!).ShouldBe("popular");
        meanwhile["model"].ShouldBeNull();
        meanwhile.ItemIds().ShouldBe(items[1..], ignoreOrder: true);
        (await RecommendAsync("all")).ItemIds().ShouldBe(items, ignoreOrder: true);

        retail.Clock.Advance(SwapRankerFixture.RebuildCheck);
        await Eventually.TrueAsync(
            async () => (string)(await RecommendAsync())["source"]! == "ranked", "the index is built for the ranker that serves");
        (await RecommendAsync()).ShouldBeRankedBy(SwapRankerFixture.Other);
    }

    private Task<JsonObject> RecommendAsync(string scope = "new") => retail.GetAsync($"/v1/shoppers/{_shopper}/recommendations?scope={scope}");

    private async Task ServeAsync(string version)
    {
        using var client = retail.CreateClient(role: "operator");
        using var response = await client.PostAsync($"/v1/models/{RetailServices.ModelName}/versions/{version}/serve", content: null);
        ((string)(await response.ReadOkAsync())["outcome"]!).ShouldBe("swapped");
    }
}

file static class RankedBy
{
    public static void ShouldBeRankedBy(this JsonObject list, string version)
    {
        ((string)list["source"]!).ShouldBe("ranked");
        ((string)list["model"]!["version"]!).ShouldBe(version);
    }
}
