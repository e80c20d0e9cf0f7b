namespace Economy.Akka.Nodes;

/// <summary>A message between the lead of a run and a cell.</summary>
internal interface ICellMessage
{
    /// <summary>Number of the run in the cluster: the unique number of the lead.</summary>
    int Run { get; }

    /// <summary>Number of the cell.</summary>
    int Cell { get; }
}

/// <summary>Lead → cell: come to life.</summary>
/// <param name="Tick">The last tick that is committed.</param>
/// <param name="First">Number of the first participant.</param>
/// <param name="Count">How many participants.</param>
/// <param name="World">What the world is made from.</param>
/// <param name="State">The cell's state after that tick.</param>
internal sealed record Revive(int Run, int Cell, int Tick, int First, int Count, byte[] World, byte[] State) : ICellMessage;

/// <summary>Lead → cell: take a step.</summary>
/// <param name="Tick">The tick.</param>
/// <param name="Phase">Which of its two supersteps.</param>
/// <param name="Frame">What the step takes.</param>
internal sealed record Step(int Run, int Cell, int Tick, Phase Phase, byte[] Frame) : ICellMessage;

/// <summary>Lead → cell: the run is over.</summary>
internal sealed record Rest(int Run, int Cell) : ICellMessage;

/// <summary>Cell → lead: the step is taken.</summary>
internal sealed record Answer(int Run, int Cell, int Tick, Phase Phase, byte[] Frame) : ICellMessage;

/// <summary>Cell → lead: I have no state from which I could take that step.</summary>
internal sealed record Lost(int Run, int Cell) : ICellMessage;

/// <summary>Cell → lead: the step threw.</summary>
/// <param name="Overflowed">Whether an amount was too large, which is the scenario's doing.</param>
/// <param name="Text">What happened.</param>
internal sealed record Broken(int Run, int Cell, bool Overflowed, string Text) : ICellMessage;

/// <summary>The supersteps of a tick.</summary>
internal enum Phase : byte
{
    Decide,
    Perform,
}
