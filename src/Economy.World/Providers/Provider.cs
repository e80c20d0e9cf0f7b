using Economy.Core.Scenarios;
using Economy.Core.State;
using Economy.World.Institutions;

namespace Economy.World.Providers;

/// <summary>Open → provider: what do you ask? The answer is [5] minor units per unit and hour, by resource.</summary>
/// <param name="Pool">The pool as the rules now have it.</param>
public sealed record Asking(Pool Pool);

/// <summary>The owner of a pool, as far as it sets its price.</summary>
/// <param name="pool">The pool when the run begins; it has a pricing rule.</param>
public sealed class Provider(Pool pool) : IInstitution, IResumable
{
    private readonly double[] memory = new double[(pool.Pricing as IPoolPricing)?.Memory ?? 0];

    /// <inheritdoc />
    public string Path => $"provider/{pool.Name}";

    /// <inheritdoc />
    string IResumable.Kind => Path;

    /// <inheritdoc />
    public object Answer(object message) => message switch
    {
        Asking asking => Prices(asking.Pool),
        PoolBooks books => Learn(books),
        _ => throw new ArgumentException($"A provider does not understand {message.GetType().Name}.", nameof(message)),
    };

    /// <inheritdoc />
    public void Save(BinaryWriter state) => state.WriteColumn<double>(memory);

    /// <inheritdoc />
    public void Restore(BinaryReader state) => state.ReadColumn<double>(memory);

    private double[] Prices(Pool now) =>
        [.. Enumerable.Range(0, Pool.Resources).Select(k => now.Pricing is IPoolPricing rule
            ? Math.Clamp(rule.Price(now.Price, (Resource)k, memory), 0, 1e12) : now.Price[(Resource)k])];

    private PoolBooks Learn(PoolBooks books)
    {
        (books.Pool.Pricing as IPoolPricing)?.Learn(books, memory);
        return books;
    }
}
