using Economy.Reporting.Graphs;

namespace Economy.Cli.Asking;

/// <summary>What is asked for.</summary>
internal enum AskedFor
{
    /// <summary>Who did it.</summary>
    Who,

    /// <summary>What it was about.</summary>
    What,

    /// <summary>With whom it was done.</summary>
    Whom,

    /// <summary>How much of it there was.</summary>
    HowMuch,

    /// <summary>Who holds how much of an asset.</summary>
    Owners,

    /// <summary>Who is reached most easily over the links of somebody: personalised PageRank.</summary>
    Near,

    /// <summary>Who does the like: retrieval over profiles.</summary>
    Like,
}

/// <summary>Something one can do, in the words of a question.</summary>
/// <param name="Past">After "who".</param>
/// <param name="Plain">After "did".</param>
/// <param name="Kind">The links that say so.</param>
/// <param name="DoerGives">Whether who does it is where the link comes from.</param>
/// <param name="Party">The word before the other one.</param>
internal sealed record AskedVerb(string Past, string Plain, LinkKind Kind, bool DoerGives, string Party)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<AskedVerb> All { get; } =
    [
        new("bought", "buy", LinkKind.Trade, false, "from"), new("sold", "sell", LinkKind.Trade, true, "to"),
        new("paid", "pay", LinkKind.Payment, true, "to"), new("received", "receive", LinkKind.Payment, false, "from"),
        new("visited", "visit", LinkKind.Visit, true, ""),
    ];
}

/// <summary>A question of who did what with whom.</summary>
/// <param name="For">What is asked for.</param>
/// <param name="Verb">What was done; null where nothing is: of owners, near and like.</param>
/// <param name="Doer">Who did it, or whom it is about; null where that may be anybody.</param>
/// <param name="Other">With whom; null where that may be anybody.</param>
/// <param name="Thing">What it was about; null where that may be anything.</param>
/// <param name="First">First tick.</param>
/// <param name="Last">Last tick.</param>
internal sealed record Question(AskedFor For, AskedVerb? Verb, Accounts? Doer, Accounts? Other, string? Thing, int First, int Last);
