namespace Economy.World.Tick.Allocate;

/// <summary>A unit of an asset in limited issue that found a buyer.</summary>
/// <param name="Owner">Participant who buys.</param>
/// <param name="Issue">Row of the issue.</param>
/// <param name="Payment">Minor units.</param>
public readonly record struct IssueSale(int Owner, int Issue, long Payment);
