using Economy.Core.Books;
using Economy.Core.Kinds;
using Economy.Core.Scenarios;
using Economy.World.Money;

namespace Economy.World.Interventions;

/// <summary>Newly minted money for participants: the same for each, or in proportion to what each has.</summary>
[Kind("money-drop", "hands out newly minted money at the end of a tick: in one tick, or in every tick up to until")]
public sealed record MoneyDrop : InterventionSpec, IIntervention, ILevy
{
    [Key("Paid to each.", Unit = "minor units per tick", Min = 0, Max = 1e15)]
    public long Amount { get; init; }

    [Key("Share of its own money that each is paid besides: 1 doubles what everybody has, and who has how much of all stays as it was.",
        Unit = "share per tick", Min = 0, Max = 1000)]
    public double Share { get; init; }

    [Key("Participant type that is paid. Default: all.")]
    public string? Type { get; init; }

    [Key("Only those with less money than this are paid. Default: all.", Unit = "minor units", Min = 0, Max = 1e15)]
    public long? Below { get; init; }

    /// <inheritdoc />
    public bool Passes => true;

    /// <inheritdoc />
    public Instrument Instrument => Instrument.Drop;

    /// <inheritdoc />
    public bool PaysOut => true;

    /// <inheritdoc />
    public void Pay(IPublicPurse purse, long budget)
    {
        foreach (var i in purse.Active)
        {
            var money = purse.MoneyOf(i);
            if (money >= (Below ?? long.MaxValue) || (Type is not null && purse.TypeOf(i).Name != Type)) continue;
            purse.Mint(i, checked(Amount + Dues.Part(Share, money)), Instrument);
        }
    }

    /// <inheritdoc />
    public string? Misfit(Scenario scenario) =>
        Amount == 0 && Share == 0 ? "it hands out nothing: give amount, share or both" : Targets.Misfit(scenario, Type);
}
