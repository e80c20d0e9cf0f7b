using Economy.Core.Books;
using Economy.Core.Kinds;
using Economy.Core.Scenarios;
using Economy.World.Markets;

namespace Economy.World.Money;

/// <summary>
/// A tax on trades that the seller pays out of the price, where <c>money.transactionTax</c> is paid by the buyer on top of it.
/// </summary>
[Kind("sales-tax", "a share of the notional of every trade, paid by the seller out of the price")]
public sealed record SalesTax : LevySpec, ILevy
{
    [Key("Tax on what is sold.", Unit = "share of the notional", Min = 0, Max = 0.5, Changes = true)]
    public required double Rate { get; init; }

    /// <inheritdoc />
    public Instrument Instrument => Instrument.TransactionTax;

    /// <inheritdoc />
    public bool Charges => false;

    /// <inheritdoc />
    public bool Applies(Scenario scenario) => Rate > 0;

    /// <inheritdoc />
    public double ShareOf(in TradeSide side) => side.IsBuyer ? 0 : Rate;
}
