namespace Economy.Actors.Cells;

/// <summary>Lead → node: there is work.</summary>
internal sealed record Offer(int Run, int Cell, long Sequence) : ICellMessage;

/// <summary>Node → lead: so many more jobs can be taken up; the cell is their number.</summary>
internal sealed record Free(int Run, int Cell, long Sequence) : ICellMessage;

/// <summary>Lead → node: do this; the sequence is the number of the job.</summary>
/// <param name="Content">What is to be done.</param>
internal sealed record Job(int Run, int Cell, long Sequence, byte[] Content) : ICellMessage;

/// <summary>Node → lead: it is done.</summary>
/// <param name="Content">What came of it.</param>
internal sealed record JobDone(int Run, int Cell, long Sequence, byte[] Content) : ICellMessage;
