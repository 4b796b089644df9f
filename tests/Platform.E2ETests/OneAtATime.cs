// Each class starts a whole platform of its own.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
