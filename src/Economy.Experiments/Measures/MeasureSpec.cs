using Economy.Core.Kinds;

namespace Economy.Experiments.Measures;

/// <summary>
/// A number read off a run: any column of any of its tables, reduced first over the rows of a tick (groups or participants), then over
/// ticks. The first reduction alone is its series.
/// </summary>
public sealed record MeasureSpec
{
    [Key("What it is called: a column of the results, in letters, digits and underscores, its unit last.")]
    public required string Name { get; init; }

    [Key("The column that it is read off, as table.column: ticks.wealth_gini. The codebook in scenarios/README.md has them all.")]
    public required string Column { get; init; }

    [Key("Rows that count: those in which the columns named have these values, as in {asset: land}. Default: all.", AsWritten = true)]
    public IReadOnlyDictionary<string, string>? Where { get; init; }

    [Key("How the rows of a tick become one number, where there are several: groups, or participants", WordsOf = Reductions.ListName)]
    public string Across { get; init; } = Reductions.Only;

    [Key("How the ticks of the run become one number, by the same words.", WordsOf = Reductions.ListName)]
    public string Over { get; init; } = "mean";

    [Key("The first tick that counts; 0 is the state after the endowment.", Unit = "ticks", Min = 0, Max = 1_000_000)]
    public int From { get; init; } = 1;

    [Key("The last tick that counts. Default: the last of the run.", Unit = "ticks", Min = 0, Max = 1_000_000)]
    public int? Until { get; init; }

    [Key("A column of the same table by which it is divided once both are reduced: a price is {column: prices.value_minor, per: quantity, "
        + "across: sum, over: sum}.")]
    public string? Per { get; init; }

    [Key("A factor on the result: 0.01 for coins from minor units of two decimals.")]
    public double Scale { get; init; } = 1;

    [Key("What it cannot fall below: bands end there. Default: 0 where the name ends in _share or _gini.")]
    public double? Least { get; init; }

    [Key("What it cannot exceed. Default: 1 where the name ends in _share or _gini.")]
    public double? Most { get; init; }
}
