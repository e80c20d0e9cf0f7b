using System.Globalization;
using Akka.Cluster.Sharding;

namespace Economy.Akka.Nodes;

/// <summary>Cells as sharded entities: every cell of a run is an entity, and the cells of one number share a shard.</summary>
internal sealed class CellShards : IMessageExtractor
{
    /// <summary>Name of the kind of entity.</summary>
    public const string TypeName = "cell";

    /// <inheritdoc />
    public string? EntityId(object message) => message is ICellMessage cell
        ? string.Create(CultureInfo.InvariantCulture, $"{cell.Run}-{cell.Cell}")
        : null;

    /// <inheritdoc />
    public object? EntityMessage(object message) => message;

    /// <inheritdoc />
    public string? ShardId(object message) => message is ICellMessage cell ? cell.Cell.ToString(CultureInfo.InvariantCulture) : null;

    /// <inheritdoc />
    public string ShardId(string entityId, object? messageHint = null) => entityId[(entityId.LastIndexOf('-') + 1)..];
}
