using Economy.Core.Kinds;
using Economy.Core.Scenarios;

namespace Economy.World.Demography;

/// <summary>The counterpart of immigration: entrants bring their endowment, and whoever leaves takes along what it has.</summary>
[Kind("emigration", "they take it with them, out of the economy, as entrants bring theirs")]
public sealed record Emigration : EstateSpec, IEstateRule
{
    /// <inheritdoc />
    public void Settle(IEstate estate) => estate.TakeAway();
}
