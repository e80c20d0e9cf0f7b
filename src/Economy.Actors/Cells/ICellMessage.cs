namespace Economy.Actors.Cells;

/// <summary>A message between the clock of a run and a cell. All are records of data.</summary>
internal interface ICellMessage
{
    /// <summary>Number of the run: unique in its process, and in its cluster.</summary>
    int Run { get; }

    /// <summary>Number of the cell; of an institution, its place among those asked.</summary>
    int Cell { get; }

    /// <summary>Number of the superstep in the run, from 1; 0 where the answer is not waited for.</summary>
    long Sequence { get; }
}

/// <summary>Clock → cell: come to life.</summary>
/// <param name="Tick">The last tick that is over.</param>
/// <param name="First">Number of the first participant.</param>
/// <param name="Count">How many participants.</param>
/// <param name="World">What a node makes the world from; empty in one process.</param>
/// <param name="State">The cell's state after that tick; empty for a newborn one.</param>
internal sealed record Revive(int Run, int Cell, long Sequence, int Tick, int First, int Count, byte[] World, byte[] State) : ICellMessage;

/// <summary>Clock → cell or institution: take a step.</summary>
/// <param name="Tick">The tick.</param>
/// <param name="Phase">Which of its supersteps.</param>
/// <param name="Content">What the step takes; to a cell of another process, a frame of bytes.</param>
internal sealed record Step(int Run, int Cell, long Sequence, int Tick, Phase Phase, object Content) : ICellMessage;

/// <summary>Clock → cell: the run is over.</summary>
internal sealed record Rest(int Run, int Cell, long Sequence) : ICellMessage;

/// <summary>Cell or institution → clock: the step is taken.</summary>
/// <param name="Content">What came of it; from a cell of another process, a frame of bytes.</param>
internal sealed record Answer(int Run, int Cell, long Sequence, object Content) : ICellMessage;

/// <summary>Cell → clock: I have no state from which I could take that step.</summary>
internal sealed record Lost(int Run, int Cell, long Sequence) : ICellMessage;

/// <summary>Cell of another process → clock: the step threw.</summary>
/// <param name="Overflowed">Whether an amount was too large, which is the scenario's doing.</param>
/// <param name="Text">What happened.</param>
internal sealed record Broken(int Run, int Cell, long Sequence, bool Overflowed, string Text) : ICellMessage;

/// <summary>What is asked for in a superstep.</summary>
internal enum Phase : byte
{
    /// <summary>Of a cell: what its participants propose.</summary>
    Decide,

    /// <summary>Of a cell: what the outcome brought them.</summary>
    Perform,

    /// <summary>Of an institution: its answer.</summary>
    Ask,

    /// <summary>Of a cell, between two ticks: its state.</summary>
    Save,

    /// <summary>Of a cell, between two ticks: its participants.</summary>
    Inspect,
}
