using System.Text.Json.Nodes;

namespace Messaging.FunctionalTests.Evolution;

/// <summary>The event in each version as others have built on it.</summary>
internal static class Approved
{
    public static readonly V1.ParcelPosted ParcelV1 = new(Guid.Parse("0198c1d2-e3f4-7a5b-8c9d-0e1f2a3b4c5d"), 1_250);

    public static readonly V2.ParcelPosted ParcelV2 = new(ParcelV1.ParcelId, 1.25m);

    public static byte[] V1Json => Read("parcel-posted.v1.approved.json");

    public static byte[] V2Json => Read("parcel-posted.v2.approved.json");

    /// <summary>The same members with the same values, however they are laid out.</summary>
    public static void ShouldBeApproved(this byte[] content, byte[] approved) =>
        JsonNode.DeepEquals(JsonNode.Parse(content), JsonNode.Parse(approved)).ShouldBeTrue(JsonNode.Parse(content)!.ToJsonString());

    private static byte[] Read(string file) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Evolution", file));
}
