using Economy.Core.State;

namespace Economy.World.Subsystems.Serving;

/// <summary>
/// What participants have learnt, by the place that taught it. Places read what was known when the tick began; what they teach in it is
/// entered when all have answered.
/// </summary>
/// <param name="places">Whether each place teaches.</param>
/// <param name="participants">Participants, those yet to enter included.</param>
public sealed class SkillBook(bool[] places, int participants) : IResumable
{
    private readonly float[]?[] levels = [.. places.Select(teaches => teaches ? new float[participants] : null)];

    /// <summary>Skill of a participant that a place has taught, 0…1; 0 where it teaches nothing.</summary>
    public float Of(int place, int participant) => place < 0 ? 0 : levels[place]?[participant] ?? 0;

    /// <summary>Enters what a participant has learnt.</summary>
    public void Learn(int place, int participant, float level) => levels[place]![participant] = level;

    /// <summary>Forgets one who left.</summary>
    public void Forget(int participant)
    {
        foreach (var level in levels) if (level is not null) level[participant] = 0;
    }

    /// <inheritdoc />
    public void Save(BinaryWriter state)
    {
        foreach (var level in levels) if (level is not null) state.WriteColumn<float>(level);
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        foreach (var level in levels) if (level is not null) state.ReadColumn<float>(level);
    }
}
