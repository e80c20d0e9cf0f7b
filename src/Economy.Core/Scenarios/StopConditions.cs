using Economy.Core.Records;
using Economy.Core.State;

namespace Economy.Core.Scenarios;

/// <summary>The stop conditions of a run, and for how many ticks each has held.</summary>
public sealed class StopConditions : IResumable
{
    private readonly StopSpec[] stops;
    private readonly Condition[] conditions;
    private readonly int[] held;

    /// <param name="stops">The conditions, as the scenario has them.</param>
    /// <exception cref="ArgumentException">One is no condition.</exception>
    public StopConditions(IReadOnlyList<StopSpec>? stops)
    {
        this.stops = [.. stops ?? []];
        conditions = Array.ConvertAll(this.stops,
            s => Condition.Parse(s.When) ?? throw new ArgumentException($"'{s.When}' is no condition.", nameof(stops)));
        held = new int[conditions.Length];
    }

    /// <summary>What has stopped the run; null while nothing has.</summary>
    public StoppedBy? Stopped { get; private set; }

    /// <summary>Looks at a tick that is over.</summary>
    public void Look(in TickRow economy)
    {
        for (var s = 0; s < stops.Length; s++)
        {
            held[s] = economy.Tick >= stops[s].At && conditions[s].Holds(economy) ? held[s] + 1 : 0;
            if (held[s] >= stops[s].Ticks) Stopped ??= new StoppedBy(economy.Tick, stops[s].When);
        }
    }

    /// <inheritdoc />
    public void Save(BinaryWriter state)
    {
        state.WriteColumn<int>(held);
        state.Write(Stopped?.Tick ?? 0);
        state.Write(Stopped?.When ?? "");
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        state.ReadColumn<int>(held);
        var (tick, when) = (state.ReadInt32(), state.ReadString());
        Stopped = tick > 0 ? new StoppedBy(tick, when) : null;
    }
}
