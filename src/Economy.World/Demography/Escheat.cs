using Economy.Core.Kinds;
using Economy.Core.Scenarios;

namespace Economy.World.Demography;

/// <summary>Estates fall to the state, which spends the money by its rule.</summary>
[Kind("escheat", "the money goes to the treasury, and the assets out of the economy")]
public sealed record Escheat : EstateSpec, IEstateRule
{
    /// <inheritdoc />
    public void Settle(IEstate estate)
    {
        estate.PassMoneyToTreasury();
        estate.TakeAway();
    }
}
