using Economy.Core.Kinds;

namespace Economy.Core.Scenarios;

/// <summary>How participants of a type find out what is worth their attention, and what that costs them.</summary>
public sealed record InformationSpec
{
    [Key("What a participant expects before it looks: flat (all activities alike, so that one listed twice draws more attention) or endogenous (the odds that are best for what it has seen, so that activities that are always the same count as one; Matějka and McKay 2015, by the algorithm of Blahut and Arimoto 1972).")]
    public PriorKind Prior { get; init; } = PriorKind.Flat;

    [Key("Whether what it finds out costs attention: free or charged (secondsPerBit).", Changes = true)]
    public InformationCharge Cost { get; init; } = InformationCharge.Free;

    [Key("Attention that a bit costs where it is charged. Bits are the information that the choice of a tick rests on: the divergence of the odds chosen from those expected.",
        Unit = "seconds per bit", Min = 0, Max = 1e6, Changes = true)]
    public double SecondsPerBit { get; init; } = 60;

    [Key("Attention lost at each change from one activity to another in a tick. A participant keeps to those of its activities that are worth most after it.",
        Unit = "seconds", Min = 0, Max = 1e6, Changes = true)]
    public double Switching { get; init; }

    [Key("Weight of habit in what is expected: the mean of the shares of attention that a participant gave so far, then with gain 1/memory. Default: none.",
        Min = 0, Max = 0.99, Changes = true)]
    public double Habit { get; init; }

    [Key("Ticks that a participant remembers what it saw of activities, for the endogenous prior and for habits.", Unit = "ticks", Min = 1, Max = 256)]
    public int Memory { get; init; } = 24;

    /// <summary>Whether it is as if nothing were said.</summary>
    public bool IsNeutral => Prior == PriorKind.Flat && Cost == InformationCharge.Free && Switching == 0 && Habit == 0;
}

/// <summary>What a participant expects before it looks.</summary>
public enum PriorKind
{
    /// <summary>All activities alike.</summary>
    Flat,

    /// <summary>The odds that are best for what it has seen.</summary>
    Endogenous,
}

/// <summary>Whether information costs attention.</summary>
public enum InformationCharge
{
    /// <summary>It costs none.</summary>
    Free,

    /// <summary>Each bit costs some.</summary>
    Charged,
}
