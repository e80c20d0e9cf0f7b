using Economy.Core.Kinds;
using Economy.Core.Scenarios;

namespace Economy.World.Demography;

/// <summary>
/// One heir for each, all alike. Money and assets stay in the economy. Where nobody is left they stay in the account, for who has it next.
/// </summary>
[Kind("inheritance", "one participant of the same type inherits it, drawn at random; one of any type, where there is none")]
public sealed record Inheritance : EstateSpec, IEstateRule
{
    /// <inheritdoc />
    public void Settle(IEstate estate)
    {
        var random = estate.Random;
        if (estate.Heirs.Count > 0) estate.PassTo(estate.Heirs[random.NextInt(estate.Heirs.Count)]);
    }
}
