namespace Economy.Reporting.Graphs;

/// <summary>What a link of the graph of a run is.</summary>
public enum LinkKind
{
    /// <summary>A trade: seller → buyer, of an asset. From <c>trades.csv</c>.</summary>
    Trade,

    /// <summary>Money that moved: payer → payee, for something. From <c>journal.bin</c>.</summary>
    Payment,

    /// <summary>Units of an asset that moved: giver → taker. From <c>journal.bin</c>.</summary>
    Delivery,

    /// <summary>A session: participant → subsystem. From <c>panel-attention.csv</c>.</summary>
    Visit,
}

/// <summary>Something that happened between two accounts.</summary>
/// <param name="Kind">What.</param>
/// <param name="Tick">When.</param>
/// <param name="From">Account that it came from.</param>
/// <param name="To">Account that it went to.</param>
/// <param name="Thing">Number of the thing that it was about, in <see cref="RunGraph.Things"/>.</param>
/// <param name="Units">Units of an asset, or seconds of a session.</param>
/// <param name="Minor">Money, minor units.</param>
/// <param name="Row">
/// The row that says so: the number of the trade, the entry of the tick's journal from 0, or the row of the table from 1.
/// </param>
public readonly record struct Link(LinkKind Kind, int Tick, int From, int To, int Thing, long Units, long Minor, long Row);
