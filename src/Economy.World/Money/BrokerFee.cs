using Economy.Core.Books;
using Economy.Core.Kinds;
using Economy.Core.Scenarios;
using Economy.World.Markets;

namespace Economy.World.Money;

/// <summary>
/// The marketplace's fee on filled orders, of the notional: one rate for orders that stood in the book when they were filled (makers), one
/// for orders that met them (takers). Where all orders of a tick clear together, both sides are makers.
/// </summary>
[Kind("broker-fee", "a fee on filled orders, a share of the notional: one of makers, whose orders waited, and one of takers, who met them")]
public sealed record BrokerFee : LevySpec, ILevy
{
    [Key("Paid by each side whose order waited for the other's; by both, where all orders of a tick clear together.",
        Unit = "share of the notional", Min = 0, Max = 0.5, Changes = true)]
    public double Maker { get; init; }

    [Key("Paid by each side whose order met one that waited.", Unit = "share of the notional", Min = 0, Max = 0.5, Changes = true)]
    public double Taker { get; init; }

    [Key("Share of the fees that is burnt; the rest goes to the treasury.", Min = 0, Max = 1, Changes = true)]
    public double Burn { get; init; }

    /// <inheritdoc />
    public Instrument Instrument => Instrument.BrokerFee;

    /// <inheritdoc />
    public bool Charges => false;

    /// <inheritdoc />
    public double? BurnShare => Burn;

    /// <inheritdoc />
    public bool Applies(Scenario scenario) => Maker > 0 || Taker > 0;

    /// <inheritdoc />
    public double ShareOf(in TradeSide side) => side.IsTaker ? Taker : Maker;
}
