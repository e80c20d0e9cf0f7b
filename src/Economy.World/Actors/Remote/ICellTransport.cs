namespace Economy.World.Actors.Remote;

/// <summary>Carries supersteps to cells on other machines and their answers back.</summary>
public interface ICellTransport : IDisposable
{
    /// <summary>Has every cell take a step.</summary>
    /// <returns>The answers of the cells, in order. All cells have answered.</returns>
    byte[][] Step(Superstep step);
}

/// <summary>
/// One superstep of all cells, and what it takes to bring a cell to it that has lost its state: restore, decide again, perform.
/// Steps are functions of state and frame, so an answer is the same whoever gives it and however often.
/// </summary>
/// <param name="Tick">The tick.</param>
/// <param name="States">Private state of each cell after the tick before.</param>
/// <param name="Decide">A <see cref="DecideFrame"/> for each cell.</param>
/// <param name="Perform">A <see cref="PerformFrame"/> for each cell; null in the first superstep.</param>
public sealed record Superstep(int Tick, byte[][] States, byte[][] Decide, byte[][]? Perform);
