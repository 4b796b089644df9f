namespace Retail.Api.Features.PutCatalogueItems;

internal static partial class PutCatalogueItemsLog
{
    [LoggerMessage(1, LogLevel.Information, "Catalogue: {Added} items added, {Changed} changed, {Unchanged} the same")]
    public static partial void Put(ILogger logger, int added, int changed, int unchanged);
}
