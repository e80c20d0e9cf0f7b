using Economy.Core.Books;
using Economy.Core.Scenarios;

namespace Economy.World.Money;

/// <summary>The charge per participant and tick that its type states, as far as there is money for it. Always in force.</summary>
public sealed record Upkeep : LevySpec, ILevy
{
    /// <inheritdoc />
    public Instrument Instrument => Instrument.Upkeep;

    /// <inheritdoc />
    public bool Applies(Scenario scenario) => scenario.Population.Types.Any(t => t.Upkeep > 0);

    /// <inheritdoc />
    public long Due(in Taxpayer who) => Math.Min(who.Type.Upkeep, who.Money);
}
