namespace Economy.World.Behaviours;

/// <summary>
/// How participants of a type order in markets: a rule over what is public, what is their own, and what they remember. It keeps
/// nothing itself; what it remembers of a market for a participant is handed to it, saved, and shipped between machines.
/// </summary>
public interface IBehaviour
{
    /// <summary>Bytes it remembers for each participant and market; 0: nothing. All zero at first.</summary>
    int MemoryBytes { get; }

    /// <summary>Looks at a market, once a tick, whether it orders there or not.</summary>
    void Watch(in MarketView market, Span<byte> memory);

    /// <summary>Orders in a market it attends to.</summary>
    void Order(in MarketView market, Span<byte> memory, ref OrderSlip slip);
}
