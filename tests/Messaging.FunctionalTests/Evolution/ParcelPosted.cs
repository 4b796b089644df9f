using System.Text.Json.Serialization;

namespace Messaging.FunctionalTests.Evolution.V1
{
    /// <summary>The event as it was first published.</summary>
    public sealed record ParcelPosted(Guid ParcelId, int WeightGrams)
    {
        public const string Type = "shop.parcel-posted.v1";
    }
}

namespace Messaging.FunctionalTests.Evolution.V2
{
    /// <summary>
    /// What could not be said by adding to version 1: another unit. The last two members were added to version 2 later, so
    /// they have defaults.
    /// </summary>
    public sealed record ParcelPosted(Guid ParcelId, decimal Kilograms, int Pieces = 1, string? Carrier = null)
    {
        public const string Type = "shop.parcel-posted.v2";
    }
}

namespace Messaging.FunctionalTests.Evolution
{
    [JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, RespectRequiredConstructorParameters = true)]
    [JsonSerializable(typeof(V1.ParcelPosted), TypeInfoPropertyName = "ParcelPostedV1")]
    [JsonSerializable(typeof(V2.ParcelPosted), TypeInfoPropertyName = "ParcelPostedV2")]
    public sealed partial class ParcelJson : JsonSerializerContext;
}
