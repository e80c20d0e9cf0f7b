using Akka.Actor;
using Economy.Actors.Cells;

namespace Economy.Actors.Nodes;

/// <summary>Does whole jobs on a node: says how many it can take up, and does each on a thread of its own.</summary>
internal sealed class JobHost : ReceiveActor
{
    /// <summary>Name of the actor on every node.</summary>
    public const string Name = "jobs";

    /// <param name="slots">Jobs at a time.</param>
    /// <param name="work">Does a job.</param>
    /// <param name="stop">Ends the jobs under way.</param>
    public JobHost(int slots, Func<byte[], CancellationToken, byte[]> work, CancellationToken stop)
    {
        Receive<Offer>(offer => Sender.Tell(new Free(offer.Run, slots, 0)));
        Receive<Job>(job => Task.Factory.StartNew(
            () => new JobDone(job.Run, job.Cell, job.Sequence, work(job.Content, stop)), stop, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            .PipeTo(Sender, Self, failure: cause => new Broken(job.Run, job.Cell, job.Sequence, false, cause.Message)));
    }
}
