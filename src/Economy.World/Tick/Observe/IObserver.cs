using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Core.State;

namespace Economy.World.Tick.Observe;

/// <summary>What the world asks of a kind of observer.</summary>
public interface IObserver
{
    /// <summary>Begins to observe a run.</summary>
    Observation Open(WorldModel world);
}

/// <summary>An observer at work in one run. Kinds that remember something from tick to tick derive from it, and save it.</summary>
/// <param name="name">Name of its table.</param>
public abstract class Observation(string name) : IResumable
{
    /// <inheritdoc />
    string IResumable.Kind => $"table/{name}";

    /// <summary>Takes note of a tick, before its rows and also where it has none: all that rows of states remember of ticks before.</summary>
    public virtual void Follow(ObservedTick tick)
    {
    }

    /// <summary>
    /// Writes the rows of a tick, in the order of the table's key. Tick 0 is the endowment. Rows of states are written after the last tick
    /// too, when the board is already the next one and what the steps made of the tick may be gone.
    /// </summary>
    public virtual void Observe(ObservedTick tick, IRunSink rows)
    {
    }

    /// <summary>Writes the rows that only the end can tell, after those of the last tick.</summary>
    public virtual void Close(ObservedTick tick, IRunSink rows)
    {
    }

    /// <inheritdoc />
    public virtual void Save(BinaryWriter state)
    {
    }

    /// <inheritdoc />
    public virtual void Restore(BinaryReader state)
    {
    }
}

/// <summary>
/// An observer that <c>output.observers</c> names and that remembers nothing: one file with its row type, its options and its rule.
/// </summary>
/// <typeparam name="TRow">The row type.</typeparam>
public abstract record Observer<TRow> : ObserverSpec, IObserver
    where TRow : struct
{
    /// <inheritdoc />
    public override Type RowType => typeof(TRow);

    /// <inheritdoc />
    public virtual Observation Open(WorldModel world) => new Each(Table.Name, Observe);

    /// <summary>The rows of a tick, in the order of the table's key. Tick 0 is the endowment.</summary>
    protected virtual IEnumerable<TRow> Observe(ObservedTick tick) => [];

    private sealed class Each(string name, Func<ObservedTick, IEnumerable<TRow>> observe) : Observation(name)
    {
        public override void Observe(ObservedTick tick, IRunSink rows)
        {
            foreach (var row in observe(tick)) rows.Write(row);
        }
    }
}
