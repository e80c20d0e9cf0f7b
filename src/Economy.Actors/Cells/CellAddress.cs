using System.Globalization;
using Akka.Cluster.Sharding;

namespace Economy.Actors.Cells;

/// <summary>
/// To whom a message goes: every cell of a run is an entity, and the cells of one number share a shard. The same in one process
/// and in a cluster.
/// </summary>
internal sealed class CellAddress : IMessageExtractor
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
