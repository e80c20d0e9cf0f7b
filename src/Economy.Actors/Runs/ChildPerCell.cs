using Akka.Actor;
using Akka.Cluster.Sharding;

namespace Economy.Actors.Runs;

/// <summary>
/// The participants of a run in one process: what a shard region is in a cluster. A cell is made when it is first written to.
/// </summary>
internal sealed class ChildPerCell(IMessageExtractor address, Props cell) : UntypedActor
{
    /// <inheritdoc />
    protected override SupervisorStrategy SupervisorStrategy() => new EndsTheRun(Context.Parent);

    /// <inheritdoc />
    protected override void OnReceive(object message)
    {
        if (address.EntityId(message) is not { } entity)
        {
            Unhandled(message);
            return;
        }

        var name = $"cell-{address.ShardId(entity, message)}";
        var child = Context.Child(name);
        if (child.IsNobody()) child = Context.ActorOf(cell, name);
        child.Forward(address.EntityMessage(message)!);
    }
}
