using Economy.Core.Books;
using Economy.Core.Kinds;
using Economy.Core.Scenarios;

namespace Economy.World.Money;

/// <summary>
/// A tax on rewards and dividends by bracket, withheld where they are paid: it comes out of what the tick has brought, so that nothing need be
/// set aside for it.
/// </summary>
[Kind("income-tax", "a share of the rewards and dividends of each tick, by bracket, withheld when they are paid")]
public sealed record IncomeTax : LevySpec, ILevy, IFitting
{
    [Key("Brackets of the income of a tick, from the lowest to the highest; what lies below the first is not taxed.", NotEmpty = true)]
    public required IReadOnlyList<Bracket> Brackets { get; init; }

    /// <inheritdoc />
    public Instrument Instrument => Instrument.IncomeTax;

    /// <inheritdoc />
    public bool Charges => false;

    /// <inheritdoc />
    public bool TaxesIncome => true;

    /// <inheritdoc />
    public bool Applies(Scenario scenario) => Brackets.Any(b => b.Rate > 0);

    /// <inheritdoc />
    public long OnIncome(long income) => Bracket.Due(Brackets, income);

    /// <inheritdoc />
    public IEnumerable<Misfit> Misfits(Scenario scenario) => Bracket.Misfits(Brackets);
}
