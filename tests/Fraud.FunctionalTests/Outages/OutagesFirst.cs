using Xunit.Abstractions;

// Outages last a minute and mostly wait: with a thread more, everything else is tested meanwhile.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]
[assembly: TestCollectionOrderer("Fraud.FunctionalTests.Outages.OutagesFirst", "Fraud.FunctionalTests")]

namespace Fraud.FunctionalTests.Outages;

/// <summary>Starts outages before all others, in the order in which tests were found.</summary>
public sealed class OutagesFirst : ITestCollectionOrderer
{
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderByDescending(collection => collection.DisplayName.Contains("OutageTests", StringComparison.Ordinal));
}
