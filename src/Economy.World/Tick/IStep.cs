namespace Economy.World.Tick;

/// <summary>
/// One of the eight steps of a tick. It reads what the steps before it left in the tick's state, and leaves there what it made.
/// </summary>
internal interface IStep
{
    /// <summary>Does its part of the tick.</summary>
    void Run(TickState tick);
}
