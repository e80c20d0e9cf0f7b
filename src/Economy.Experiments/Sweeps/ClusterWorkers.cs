using Economy.Actors.Nodes;

namespace Economy.Experiments.Sweeps;

/// <summary>The nodes of a cluster, as many runs at a time on each as it has threads. A node that dies costs its runs time alone.</summary>
/// <param name="cluster">Where it is.</param>
public sealed class ClusterWorkers(ClusterOptions cluster) : IWorkers
{
    /// <inheritdoc />
    /// <exception cref="InvalidDataException">A run takes what nodes do not have.</exception>
    /// <exception cref="Economy.Actors.ClusterException">There is no such cluster, or all its nodes are gone.</exception>
    public void Run(IEnumerable<RunOrder> orders, SweepJob job, Action<RunOutcome> done, CancellationToken cancellation)
    {
        var given = new List<RunOrder>();
        IEnumerable<byte[]> Jobs()
        {
            foreach (var order in orders)
            {
                var scenario = job.Scenario(order);
                if (RunFrame.Problem(scenario, job.Measures) is { } problem)
                    throw new InvalidDataException($"The runs cannot be handed to a cluster: {problem}.");
                given.Add(order);
                yield return RunFrame.Of(scenario, job.Measures, job.Stop);
            }
        }

        ClusterJobs.Run(cluster, Jobs(), (place, answer) => done(RunFrame.Outcome(given[place], answer)), cancellation);
    }
}
