// A Ray session is one a process, so no two tests may run at the same time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
