using System.Collections.Concurrent;
using Economy.World;
using Economy.World.Actors.Remote;

namespace Economy.Actors.Nodes;

/// <summary>The runs that this node has cells of: their worlds, made once, shared by its cells. Safe for concurrent use.</summary>
/// <param name="read">Makes a world from what the lead of a run sends.</param>
internal sealed class Worlds(Func<byte[], WorldModel> read)
{
    // Runs come one after the other, seldom side by side; a node need not remember those long over.
    private const int Most = 4;
    private readonly ConcurrentQueue<int> order = new();
    private readonly ConcurrentDictionary<int, Lazy<Replica>> replicas = new();

    /// <summary>The replica of a run, made the first time.</summary>
    public Replica Of(int run, byte[] blueprint)
    {
        var replica = replicas.GetOrAdd(run, _ =>
        {
            order.Enqueue(run);
            return new Lazy<Replica>(() => new Replica(read(blueprint)));
        });
        while (order.Count > Most && order.TryDequeue(out var oldest)) replicas.TryRemove(oldest, out _);
        return replica.Value;
    }
}
