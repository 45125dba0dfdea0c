using RayAkka.Examples.Hosting;
using RayAkka.Examples.Neural;

namespace RayAkka.Examples.ParameterServing;

/// <summary>A parameter server with its workers, and the two ways to drive them.</summary>
internal sealed class Training : IAsyncDisposable
{
    private const int Measurements = 30;

    private readonly TrainingPlan _plan;
    private readonly ActorHandle<ParameterServer> _server;
    private readonly ActorHandle<GradientWorker>[] _workers;
    private readonly ActorHandle<Evaluator> _evaluator;
    private readonly ProgressReport _report;
    private readonly List<ObjectRef<AccuracyPoint>> _curve = [];

    /// <summary>Creates the actors. The images come as refs: they are put once, and each actor takes them from there.</summary>
    public Training(TrainingPlan plan, int workers, ObjectRef<LabelledImages> images, ObjectRef<LabelledImages> test, ProgressReport report)
    {
        _plan = plan;
        _report = report;
        _server = ParameterServer.Remote(plan);

        // Each worker asks for its share of the CPUs, but for one that stays free to place the other actors: so a cluster spreads them over its nodes. Actors ask for none
        // unless told to.
        var cpus = Math.Max(0, Ray.ClusterResources()["CPU"] - 1);
        var share = new ActorOptions { NumCpus = Math.Min(1, Math.Floor(cpus / workers * 100) / 100) };
        _workers = [.. Enumerable.Range(0, workers).Select(i => GradientWorker.Options(share).Remote(_server, images, plan, i, workers))];
        _evaluator = Evaluator.Remote(_server, test);
    }

    /// <summary>In rounds: every worker computes a gradient from the same parameters, their mean is one step. A round waits for the slowest.</summary>
    public Task<TrainingResult> RunInRoundsAsync() => MeasureAsync(async () =>
    {
        for (var done = 0; done < _plan.Gradients; done += _workers.Length)
        {
            ObjectRef<double>[] round = [.. _workers.Select(w => w.TrainTogether.Remote())];
            var losses = await Ray.GetAsync(round);
            await _server.ApplyMean.Remote();
            MeasureNowAndThen(done, _workers.Length, losses.Average());
        }
    });

    /// <summary>
    /// Each at its own pace: whoever is done starts again at once. Nobody waits, but a gradient may come from parameters that are some
    /// steps old by the time it is applied.
    /// </summary>
    public Task<TrainingResult> RunFreelyAsync() => MeasureAsync(async () =>
    {
        var running = _workers.ToDictionary(w => w.TrainAlone.Remote());
        for (var done = 0; done < _plan.Gradients; done++)
        {
            // Wait gives back the refs that are ready, here the first one, and those that are not.
            WaitResult<double> waited = await Ray.WaitAsync(running.Keys, numReturns: 1);
            var first = waited.Ready[0];
            var worker = running[first];
            running.Remove(first);
            if (done + running.Count + 1 < _plan.Gradients)
            {
                running.Add(worker.TrainAlone.Remote(), worker);
            }

            // Ready only means that the call has ended; reading it throws if it failed.
            MeasureNowAndThen(done, 1, await first);
        }
    });

    /// <summary>How many nodes the workers run on.</summary>
    public async Task<int> NodesAsync() => (await Ray.GetAsync(_workers.Select(worker => worker.Node.Remote()))).Distinct().Count();

    /// <summary>Ends the workers, so that their CPUs are free for the next training. Otherwise they end some time after nobody has their handles.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (IAsyncDisposable worker in _workers)
        {
            await worker.DisposeAsync();
        }
    }

    private async Task<TrainingResult> MeasureAsync(Func<Task> train)
    {
        // The actors start in the background; the first measurement waits for the server, so the time does not include its start.
        await _evaluator.Measure.Remote();
        var started = TimeProvider.System.GetTimestamp();
        await train();
        var time = TimeProvider.System.GetElapsedTime(started);
        _curve.Add(_evaluator.Measure.Remote());
        return new TrainingResult(time, await Ray.GetAsync(_curve));
    }

    /// <summary>Asks for a measurement at equal distances, and does not wait for it: the evaluator works beside the workers.</summary>
    private void MeasureNowAndThen(int done, int step, double loss)
    {
        var before = done * Measurements / _plan.Gradients;
        var after = (done + step) * Measurements / _plan.Gradients;
        if (after > before)
        {
            _curve.Add(_evaluator.Measure.Remote());
            _report((double)(done + step) / _plan.Gradients, $"{done + step:N0} gradients, loss {loss:F3}");
        }
    }
}
