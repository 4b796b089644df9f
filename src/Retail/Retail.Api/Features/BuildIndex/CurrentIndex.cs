using Retail.Api.Domain.Recommending;

namespace Retail.Api.Features.BuildIndex;

/// <summary>The item-to-item index that serves now; a reader takes it once per answer.</summary>
public sealed class CurrentIndex
{
    private volatile RecommendationIndex? _index;

    /// <summary>Null until the first one is built: then nothing is known yet, and lists are empty.</summary>
    public RecommendationIndex? Index => _index;

    public void Replace(RecommendationIndex index) => _index = index;
}
