using Economy.Core.Books;
using Economy.Core.Kinds;
using Economy.Core.Scenarios;
using Economy.World.Money;

namespace Economy.World.Interventions;

/// <summary>Takes money from participants: the same from each as far as it has it, or in proportion to what each has.</summary>
[Kind("money-levy",
    "takes money for the treasury, which burns money.burnShare of it: in one tick, or in every tick up to until")]
public sealed record MoneyLevy : InterventionSpec, IIntervention, ILevy
{
    [Key("Taken from each, as far as it has so much.", Unit = "minor units per tick", Min = 0, Max = 1e15)]
    public long Amount { get; init; }

    [Key("Share taken of what a participant has above the limit.", Unit = "share per tick", Min = 0, Max = 1)]
    public double Share { get; init; }

    [Key("Participant type that is levied. Default: all.")]
    public string? Type { get; init; }

    [Key("Money that is left alone.", Unit = "minor units", Min = 0, Max = 1e15)]
    public long Above { get; init; }

    /// <inheritdoc />
    public bool Passes => true;

    /// <inheritdoc />
    public Instrument Instrument => Instrument.Drop;

    /// <inheritdoc />
    public long Due(in Taxpayer who)
    {
        if (Type is not null && who.Type.Name != Type) return 0;
        var free = Math.Max(0, who.Money - Above);
        return Math.Min(free, Math.Min(Amount, free) + Dues.Part(Share, free));
    }

    /// <inheritdoc />
    public string? Misfit(Scenario scenario) =>
        Amount == 0 && Share == 0 ? "it takes nothing: give amount, share or both" : Targets.Misfit(scenario, Type);
}
