using Retail.Api.Domain.Recommending;

namespace Retail.Tests.Domain.Recommending;

public sealed class IndexSettingsTests
{
    [Fact]
    public void A_model_folder_brings_back_the_settings_that_were_put_in()
    {
        var settings = new IndexSettings
        {
            Shrinkage = 1,
            Neighbours = 2,
            ItemsPerShopper = 3,
            LinearNeighbours = 4,
            LinearPenalty = 5,
            LinearItems = 6,
            LinearHalfLife = 7,
        };
        var parameters = settings.ToParameters();

        IndexSettings.From(name => parameters[name].Single()).ShouldBe(settings);
    }
}
