using System.Runtime.InteropServices;
using Economy.Core.Scenarios;

namespace Economy.World.Actors;

/// <summary>
/// What the participants of a cell remember of activities: the utility of each as they saw it in the last ticks, and the shares of attention
/// that they are used to give. Empty where no type has use for it.
/// </summary>
internal sealed class Recollection
{
    private readonly int activities;
    private readonly int depth;
    private readonly int[] ticks;
    private readonly float[] seen;
    private readonly float[] habit;

    /// <param name="world">What stays fixed.</param>
    /// <param name="count">Participants.</param>
    public Recollection(WorldModel world, int count)
    {
        activities = world.Subsystems.Length;
        var remembering = world.Types.Select(t => t.Information).OfType<InformationSpec>().ToList();
        depth = remembering.Where(i => i.Prior == PriorKind.Endogenous).Select(i => i.Memory).DefaultIfEmpty().Max();
        ticks = new int[remembering.Count > 0 ? count : 0];
        seen = new float[count * depth * activities];
        habit = new float[ticks.Length * (activities + 1)];
    }

    /// <summary>
    /// [n × K] Utils per hour of each activity in the states that a participant remembers, in no order, once it has taken in another one.
    /// </summary>
    /// <param name="row">Its row.</param>
    /// <param name="utility">[K] Those of this tick.</param>
    /// <param name="memory">States that it remembers at most.</param>
    public ReadOnlySpan<float> See(int row, ReadOnlySpan<double> utility, int memory)
    {
        var own = seen.AsSpan(row * depth * activities, depth * activities);
        var latest = own.Slice(ticks[row] % memory * activities, activities);
        for (var k = 0; k < activities; k++) latest[k] = (float)utility[k];
        return own[..(Math.Min(ticks[row] + 1, memory) * activities)];
    }

    /// <summary>Mixes what a participant is used to into what it expects.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="weight">Of habit, 0…1.</param>
    /// <param name="odds">[K + 1] Prior weights, rest last; what they add up to stays.</param>
    public void Mix(int row, double weight, Span<double> odds)
    {
        if (weight == 0 || ticks[row] == 0) return;
        var total = 0.0;
        foreach (var o in odds) total += o;
        for (var k = 0; k < odds.Length; k++) odds[k] = (1 - weight) * odds[k] + weight * total * habit[row * odds.Length + k];
    }

    /// <summary>Takes in the choice of a tick.</summary>
    /// <param name="row">The participant's row.</param>
    /// <param name="share">[K + 1] Shares of attention, rest last.</param>
    /// <param name="memory">Ticks after which the gain stays as it is.</param>
    public void Learn(int row, ReadOnlySpan<double> share, int memory)
    {
        var gain = 1.0 / Math.Min(ticks[row] + 1, memory);
        for (var k = 0; k < share.Length; k++)
        {
            ref var used = ref habit[row * share.Length + k];
            used = (float)(used + gain * (share[k] - used));
        }

        // Wraps where every memory does, so that it never overflows and the oldest state is always the next to go.
        ticks[row] = ticks[row] + 1 < 2 * memory ? ticks[row] + 1 : memory;
    }

    /// <summary>A new participant has the row.</summary>
    public void Forget(int row)
    {
        if (ticks.Length == 0) return;
        ticks[row] = 0;
        habit.AsSpan(row * (activities + 1), activities + 1).Clear();
        seen.AsSpan(row * depth * activities, depth * activities).Clear();
    }

    /// <summary>Writes a row.</summary>
    public void Save(int row, BinaryWriter state)
    {
        if (ticks.Length == 0) return;
        state.Write(ticks[row]);
        state.Write(MemoryMarshal.AsBytes(habit.AsSpan(row * (activities + 1), activities + 1)));
        state.Write(MemoryMarshal.AsBytes(seen.AsSpan(row * depth * activities, depth * activities)));
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Restore(int row, BinaryReader state)
    {
        if (ticks.Length == 0) return;
        ticks[row] = state.ReadInt32();
        state.BaseStream.ReadExactly(MemoryMarshal.AsBytes(habit.AsSpan(row * (activities + 1), activities + 1)));
        state.BaseStream.ReadExactly(MemoryMarshal.AsBytes(seen.AsSpan(row * depth * activities, depth * activities)));
    }
}
