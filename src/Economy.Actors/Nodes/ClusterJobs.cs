using Akka.Actor;
using Akka.Cluster;

namespace Economy.Actors.Nodes;

/// <summary>Whole jobs on the nodes of a cluster, which each is a function from bytes to bytes that the nodes know.</summary>
public static class ClusterJobs
{
    /// <summary>Joins the cluster, has the jobs done, and leaves it.</summary>
    /// <param name="options">Where the cluster is.</param>
    /// <param name="jobs">The jobs; each is taken as a node is free for it.</param>
    /// <param name="done">Told of each result, with the place of its job in the list; by one thread at a time.</param>
    /// <param name="cancel">Ends it; what is not done by then is not done.</param>
    /// <exception cref="ClusterException">There is no such cluster, or all its nodes are gone.</exception>
    public static void Run(ClusterOptions options, IEnumerable<byte[]> jobs, Action<int, byte[]> done, CancellationToken cancel)
    {
        var system = Membership.Start(options, maySeed: false, ClusterConfiguration.Lead);
        try
        {
            while (!Membership.AwaitAsync(system, options, cancel).GetAwaiter().GetResult())
            {
                Membership.LeaveAsync(system).Wait(CancellationToken.None);
                system = Membership.Start(options, maySeed: false, ClusterConfiguration.Lead);
            }

            var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var list = jobs.GetEnumerator();
            var lead = system.ActorOf(Shell.Of(() => new JobLead(Cluster.Get(system).SelfUniqueAddress.Uid, list, done, end, options.WaitForNodes)), "lead");
            _ = system.WhenTerminated.ContinueWith(
                _ => end.TrySetException(new ClusterException("the cluster has put this process out: it was silent for too long", "Give the same command again: it goes on.")),
                CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            try
            {
                end.Task.WaitAsync(cancel).GetAwaiter().GetResult();
            }
            finally
            {
                // What it is told of must not go on while the caller goes away.
                lead.GracefulStop(TimeSpan.FromSeconds(10)).Wait(CancellationToken.None);
            }
        }
        finally
        {
            Membership.LeaveAsync(system).Wait(CancellationToken.None);
        }
    }
}
