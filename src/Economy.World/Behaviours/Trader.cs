using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Economy.Core.Scenarios;

namespace Economy.World.Behaviours;

/// <summary>A behaviour that remembers nothing.</summary>
public abstract record Trader : BehaviourSpec, IBehaviour
{
    int IBehaviour.MemoryBytes => 0;

    void IBehaviour.Watch(in MarketView market, Span<byte> memory)
    {
    }

    void IBehaviour.Order(in MarketView market, Span<byte> memory, ref OrderSlip slip) => Order(market, ref slip);

    /// <summary>Orders in a market the participant attends to.</summary>
    protected abstract void Order(in MarketView market, ref OrderSlip slip);
}

/// <summary>A behaviour that remembers something of each market.</summary>
/// <typeparam name="TMemory">What it remembers; <c>default</c> at first.</typeparam>
public abstract record Trader<TMemory> : BehaviourSpec, IBehaviour
    where TMemory : unmanaged
{
    int IBehaviour.MemoryBytes => Unsafe.SizeOf<TMemory>();

    void IBehaviour.Watch(in MarketView market, Span<byte> memory) => Watch(market, ref MemoryMarshal.AsRef<TMemory>(memory));

    void IBehaviour.Order(in MarketView market, Span<byte> memory, ref OrderSlip slip) =>
        Order(market, ref MemoryMarshal.AsRef<TMemory>(memory), ref slip);

    /// <summary>Looks at a market, once a tick, whether the participant orders there or not.</summary>
    protected abstract void Watch(in MarketView market, ref TMemory memory);

    /// <summary>Orders in a market the participant attends to.</summary>
    protected abstract void Order(in MarketView market, ref TMemory memory, ref OrderSlip slip);
}
