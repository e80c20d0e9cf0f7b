using System.Collections.Immutable;
using Economy.Core.Scenarios;
using Economy.World.Subsystems;

namespace Economy.World.Tick.Decide;

/// <summary>Where the assistant of one participant at a time does a part of its sessions: see <see cref="AssistantSpec"/>.</summary>
/// <param name="world">What stays fixed.</param>
internal sealed class Assisting(WorldModel world)
{
    private readonly bool[] helps = new bool[world.Subsystems.Length];
    private AssistantSpec? assistant;

    /// <summary>Turns what an hour of a session is worth into what an hour of attention is worth, with the assistant where that is more.</summary>
    /// <param name="type">The participant's type.</param>
    /// <param name="utility">[K] Utils per hour.</param>
    /// <param name="marginal">Marginal utility of its money.</param>
    /// <param name="seen">[K] What it sees of the subsystems, the price of compute among it.</param>
    public void Help(ParticipantTypeSpec type, Span<double> utility, double marginal, ImmutableArray<SubsystemState> seen)
    {
        assistant = type.Assistant;
        if (assistant is not { Rate: > 0 }) return;
        for (var k = 0; k < utility.Length; k++)
        {
            var replaced = assistant.Compute * marginal * seen[k].ComputePrice;
            helps[k] = utility[k] > replaced;
            if (helps[k]) utility[k] = (utility[k] - assistant.Rate * replaced) / (1 - assistant.Rate);
        }
    }

    /// <summary>Length of a session to which so much attention is given, seconds; a tick at most.</summary>
    public double SecondsOf(int subsystem, double attention) =>
        IsAt(subsystem) ? Math.Min(world.TickSeconds, attention / (1 - assistant!.Rate)) : attention;

    /// <summary>Compute that the assistant needs beside that of the session, as a part of it.</summary>
    public float Share(int subsystem) => IsAt(subsystem) ? (float)(assistant!.Rate * assistant.Compute) : 0;

    private bool IsAt(int subsystem) => assistant is { Rate: > 0 } && helps[subsystem];
}
