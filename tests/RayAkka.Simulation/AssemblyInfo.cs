// A simulation takes the place of the process's worker pool.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
