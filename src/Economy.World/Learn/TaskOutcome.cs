using Economy.World.Subsystems.Serving;

namespace Economy.World.Learn;

/// <summary>What became of a task at a pool.</summary>
/// <param name="Task">Row of the task among those of its tick.</param>
/// <param name="Pool">Row of the pool.</param>
/// <param name="Good">How good it was, 1 as good as full service can be; not a number while that is not known.</param>
/// <param name="Owner">Participant whose task it is.</param>
/// <param name="Weight">How much it tells of the pool, 0…1: what part of the good is the pool's doing.</param>
internal readonly record struct TaskOutcome(int Task, int Pool, double Good, int Owner, double Weight = 1)
{
    /// <summary>Whether it will be known in a later tick.</summary>
    public bool IsOpen => double.IsNaN(Good);
}

/// <summary>What a place that meets its visitors one by one made of a tick.</summary>
/// <param name="Meeting">What became of them.</param>
/// <param name="Scene">Who came.</param>
/// <param name="Tasks">Their tasks, by row of the guests.</param>
internal sealed record Reception(Meeting Meeting, Scene Scene, IReadOnlyList<int> Tasks);

/// <summary>What a tick told of earlier ones.</summary>
/// <param name="Of">How good the visits were that were over in it, by owner.</param>
/// <param name="Left">Participants of whom nothing more will be told.</param>
internal sealed record LateGoods(IReadOnlyDictionary<int, double> Of, IReadOnlySet<int> Left);
