using Economy.Core.Books;
using Economy.Core.Scenarios;

namespace Economy.World.Money;

/// <summary>Money bought and redeemed against outside money: <c>money.rampIn</c> and <c>money.rampOut</c>.</summary>
public sealed record FiatRamp : LevySpec, ILevy
{
    /// <summary>Bought per active participant and tick, minor units.</summary>
    public required long In { get; init; }

    /// <summary>Share of its money above the reference that a participant redeems.</summary>
    public required double Out { get; init; }

    /// <inheritdoc />
    public bool PaysOut => true;

    /// <inheritdoc />
    public Instrument Instrument => Instrument.Ramp;

    /// <inheritdoc />
    public bool Charges => false;

    /// <summary>The ramp of the section money.</summary>
    public static FiatRamp Of(MoneySpec money) => new() { In = money.RampIn, Out = money.RampOut };

    /// <inheritdoc />
    public bool Applies(Scenario scenario) => In > 0 || Out > 0;

    /// <inheritdoc />
    public void Pay(IPublicPurse purse, long budget)
    {
        foreach (var i in purse.Active)
        {
            var above = purse.MoneyOf(i) - purse.TypeOf(i).MoneyReference;
            if (above > 0) purse.Burn(i, Dues.Part(Out, (long)above), Instrument);
            purse.Mint(i, In, Instrument);
        }
    }
}
