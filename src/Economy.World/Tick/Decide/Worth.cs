using Economy.Core.Scenarios;
using Economy.World.Actors;
using Economy.World.Behaviours;

namespace Economy.World.Tick.Decide;

/// <summary>What one more unit of an asset is worth to a participant: used up, enjoyed or let while it is held.</summary>
internal sealed class Worth(WorldModel world, ParticipantColumns state)
{
    private const double Discount = 0.99;   // Where a type states none.

    /// <summary>Weight of the next tick.</summary>
    public static double DiscountOf(ParticipantTypeSpec type) => type.DiscountFactor ?? Discount;

    /// <summary>Minor units, rounded down.</summary>
    /// <param name="type">Its type, as the rules have it.</param>
    /// <param name="unit">Whose it is, and beside how many.</param>
    /// <param name="marginal">Marginal utility of its money.</param>
    /// <param name="rent">Rent that was paid for a unit in the tick before, minor units.</param>
    /// <param name="most">Most that it can be worth.</param>
    public long Of(ParticipantTypeSpec type, in Unit unit, double marginal, long rent, long most)
    {
        var own = MoneyUtility.WillingnessToPay(
            Valuation.OfOneMore(OfTheFirst(type, unit), world.Assets[unit.Asset], unit.Held), marginal, most);
        return rent == 0 ? own : (long)Math.Min(most, own + Let(type, unit.Asset, rent));
    }

    /// <summary>How many units are worth a price to it, or more, as they are held.</summary>
    public double Kept(ParticipantTypeSpec type, in Unit unit, double marginal, long rent, double price)
    {
        var (first, least) = (OfTheFirst(type, unit), marginal * (price - Let(type, unit.Asset, rent)));
        return least <= 0 ? double.PositiveInfinity : first < least ? 0 : 1 + world.Assets[unit.Asset].Satiation * (first / least - 1);
    }

    private double Let(ParticipantTypeSpec type, int asset, long rent) =>
        rent * Valuation.OfOneATick(DiscountOf(type), world.Assets[asset]);

    /// <summary>Utils of the first unit.</summary>
    private double OfTheFirst(ParticipantTypeSpec type, in Unit unit)
    {
        var at = unit.Row * state.Assets + unit.Asset;
        return state.AssetYield.Length == 0 ? state.AssetValue[at]
            : state.AssetValue[at] + state.AssetYield[at] * Valuation.OfOneATick(DiscountOf(type), world.Assets[unit.Asset]);
    }

    /// <summary>One more unit of an asset for the participant in a row, who holds some.</summary>
    public readonly record struct Unit(int Row, int Asset, long Held);
}
