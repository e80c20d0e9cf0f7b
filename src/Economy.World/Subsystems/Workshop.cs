using Economy.Core.Kinds;

namespace Economy.World.Subsystems;

/// <summary>
/// Turns assets into others: where there is nothing to use up it makes nothing. What is begun uses up its inputs at once and is delivered a
/// lead time later, to who is still there; tools that wear are inputs of which an hour uses up a part.
/// </summary>
[Kind("assets", "turns assets into others")]
public sealed record Workshop : Place
{
    [Key("Lead time: how long after it was begun what is made is delivered. What was begun by one who has left by then is lost. Default: none, it is there in the same tick.",
        Unit = "ticks", Min = 0, Max = 100_000)]
    public int? LeadTime { get; init; }

    /// <inheritdoc />
    public override bool MakesFromNothing => false;

    /// <inheritdoc />
    public override int Lead => LeadTime ?? 0;
}
