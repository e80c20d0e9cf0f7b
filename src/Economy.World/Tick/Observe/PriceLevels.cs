using Economy.Attention.Numerics;
using Economy.Core.Prices;
using Economy.Core.State;

namespace Economy.World.Tick.Observe;

/// <summary>The price index over all that is bought, and those of its parts.</summary>
internal sealed class PriceLevels : IResumable
{
    private readonly Purchases purchases;
    private readonly PriceIndex[] parts;

    /// <param name="purchases">What is bought.</param>
    /// <param name="window">Ticks that are compared with one another.</param>
    public PriceLevels(Purchases purchases, int window)
    {
        this.purchases = purchases;
        All = Index(purchases.Goods.Count, window);
        parts = [.. Enum.GetValues<GoodClass>().Select(part => Index(purchases.Range(part).Count, window))];
    }

    /// <summary>The index over all goods.</summary>
    public PriceIndex All { get; }

    /// <summary>The index over the goods of a class.</summary>
    public PriceIndex this[GoodClass part] => parts[(int)part];

    /// <summary>Takes in what was bought in a tick.</summary>
    public void Observe()
    {
        All.Observe(purchases.Price, purchases.Quantity);
        foreach (var part in Enum.GetValues<GoodClass>())
        {
            var (first, count) = purchases.Range(part);
            this[part].Observe(purchases.Price.Slice(first, count), purchases.Quantity.Slice(first, count));
        }
    }

    /// <inheritdoc />
    public void Save(BinaryWriter state)
    {
        All.Save(state);
        foreach (var part in parts) part.Save(state);
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        All.Restore(state);
        foreach (var part in parts) part.Restore(state);
    }

    private static PriceIndex Index(int goods, int window) => new(goods, window, DeterministicMath.Log, DeterministicMath.Exp);
}
