using Economy.Core.State;
using Economy.World.Institutions;
using Economy.World.Stage;

namespace Economy.World.Markets;

/// <summary>Trade → market: clear these.</summary>
/// <param name="Tick">The tick.</param>
/// <param name="Orders">New orders in the order of their arrival. Valid until the next tick.</param>
/// <param name="Withdrawn">Numbers of resting orders that are withdrawn, or whose owner is gone or cannot cover them any more.</param>
public sealed record MarketOrders(int Tick, IReadOnlyList<Order> Orders, IReadOnlyList<long> Withdrawn);

/// <summary>Market → Trade: what came of them.</summary>
/// <param name="Fills">In the order in which they came about. Valid until the market is asked again.</param>
/// <param name="Price">The price that the tick leaves; null where nothing traded.</param>
/// <param name="BestBid">Highest bid left in the book; null where none is.</param>
/// <param name="BestAsk">Lowest ask left in the book; null where none is.</param>
/// <param name="Resting">What stays in the book, by (owner, number).</param>
public sealed record Clearing(IReadOnlyList<Fill> Fills, long? Price, long? BestBid, long? BestAsk, IReadOnlyList<RestingOrder> Resting);

/// <summary>What every kind of market is made from.</summary>
/// <param name="Row">Row of the market.</param>
/// <param name="Asset">Name of the asset it trades.</param>
public readonly record struct MarketSite(int Row, string Asset);

/// <summary>A kind of market: options that can be opened.</summary>
public interface IMarketKind
{
    /// <summary>Whether orders count one after the other, so that the time of their arrival in the tick is drawn; else they come in the order of their owners.</summary>
    bool IsContinuous { get; }

    /// <summary>Opens a market.</summary>
    Market Open(MarketSite site);
}

/// <summary>One market of a run: its book, and the rule by which it clears. Exact integers throughout.</summary>
/// <param name="site">Where it is.</param>
public abstract class Market(MarketSite site) : IInstitution, IResumable
{
    /// <inheritdoc />
    public string Path => $"market/{site.Asset}";

    /// <inheritdoc />
    string IResumable.Kind => Path;

    /// <summary>Row of the market.</summary>
    protected int Row => site.Row;

    /// <inheritdoc />
    public object Answer(object message) =>
        message is MarketOrders orders ? Clear(orders) : throw new ArgumentException($"A market clears orders, not {message.GetType().Name}.", nameof(message));

    /// <summary>Clears a tick's orders.</summary>
    public abstract Clearing Clear(MarketOrders orders);

    /// <inheritdoc />
    public virtual void Save(BinaryWriter state)
    {
    }

    /// <inheritdoc />
    public virtual void Restore(BinaryReader state)
    {
    }
}
