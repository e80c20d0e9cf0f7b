namespace Economy.Attention;

/// <summary>One entry of an allocation.</summary>
/// <param name="Task">Row of the task in its problem.</param>
/// <param name="Pool">Index of the pool that serves it.</param>
/// <param name="Ppm">Parts per million of the task's demand, 1 to 10⁶; a task's entries sum to at most 10⁶.</param>
/// <param name="Payment">⌊q·min(s, λ·d)⌋ in minor units, never above the value received.</param>
public readonly record struct Share(int Task, int Pool, int Ppm, long Payment)
{
    /// <summary>Full service: 10⁶ parts per million.</summary>
    public const int Whole = 1_000_000;
}
