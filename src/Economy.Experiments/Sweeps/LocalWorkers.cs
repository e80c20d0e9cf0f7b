using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Economy.Experiments.Sweeps;

/// <summary>Threads of this process.</summary>
/// <param name="threads">Runs at a time; ≥ 1. Results do not depend on it.</param>
public sealed class LocalWorkers(int threads) : IWorkers
{
    /// <inheritdoc />
    public void Run(IEnumerable<RunOrder> orders, SweepJob job, Action<RunOutcome> done, CancellationToken cancellation)
    {
        var gate = new Lock();
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        try
        {
            Parallel.ForEach(Partitioner.Create(orders, EnumerablePartitionerOptions.NoBuffering), options, order =>
            {
                var outcome = Try(order, job.Run, cancellation);
                lock (gate) done(outcome);
            });
        }
        catch (AggregateException several)
        {
            cancellation.ThrowIfCancellationRequested();
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }
    }

    /// <summary>Makes a run; what it throws is its outcome.</summary>
    public static RunOutcome Try(RunOrder order, Func<RunOrder, CancellationToken, RunFindings> run, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            return new(order, clock.Elapsed.TotalSeconds, run(order, cancellation), null) { Seconds = clock.Elapsed.TotalSeconds };
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return new(order, clock.Elapsed.TotalSeconds, null, failure.Message);
        }
    }
}
