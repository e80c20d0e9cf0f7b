namespace Economy.Core.Books;

/// <summary>
/// The transactions-flow matrix of a tick (Godley and Lavoie 2007, ch. 2): net inflow of each sector by instrument, one
/// matrix per token. Every row (instrument) sums to zero over the sectors.
/// </summary>
/// <param name="tokens">Number of tokens.</param>
/// <param name="sectors">Number of sectors.</param>
/// <param name="bilateral">Whether it also sums up what each sector moved to each other.</param>
public sealed class FlowMatrix(int tokens, int sectors, bool bilateral = false)
{
    private static readonly int Instruments = Enum.GetValues<Instrument>().Length;
    private readonly long[] net = new long[tokens * Instruments * sectors];
    private readonly long[] gross = new long[tokens * Instruments];
    private readonly long[] between = bilateral ? new long[tokens * Instruments * sectors * sectors] : [];
    private readonly long[] minted = new long[tokens];
    private readonly long[] burnt = new long[tokens];

    /// <summary>Net inflow of a sector; negative where it paid.</summary>
    public long Net(TokenId token, Instrument instrument, int sector) => net[Row(token, instrument) * sectors + sector];

    /// <summary>Total moved under an instrument.</summary>
    public long Gross(TokenId token, Instrument instrument) => gross[Row(token, instrument)];

    /// <summary>Moved under an instrument from a sector to a sector, gross; the same sector twice is what moved within it.</summary>
    /// <exception cref="InvalidOperationException">It does not sum that up.</exception>
    public long Between(TokenId token, Instrument instrument, int from, int to) => bilateral
        ? between[(Row(token, instrument) * sectors + from) * sectors + to]
        : throw new InvalidOperationException("The flow matrix keeps net flows only.");

    /// <summary>Units created.</summary>
    public long Minted(TokenId token) => minted[token.Value];

    /// <summary>Units destroyed.</summary>
    public long Burnt(TokenId token) => burnt[token.Value];

    internal void Add(TokenId token, Instrument instrument, int from, int to, long amount)
    {
        var row = Row(token, instrument);
        if (from == ChartOfAccounts.MintSector) minted[token.Value] += amount;
        if (to == ChartOfAccounts.MintSector) burnt[token.Value] += amount;
        gross[row] += amount;
        net[row * sectors + from] -= amount;
        net[row * sectors + to] += amount;
        if (bilateral) between[(row * sectors + from) * sectors + to] += amount;
    }

    /// <summary>Adds what another matrix of the same shape has summed up.</summary>
    internal void Add(FlowMatrix other)
    {
        AddTo(net, other.net);
        AddTo(between, other.between);
        AddTo(gross, other.gross);
        AddTo(minted, other.minted);
        AddTo(burnt, other.burnt);
    }

    private static void AddTo(long[] sums, long[] more)
    {
        for (var i = 0; i < sums.Length; i++) sums[i] += more[i];
    }

    internal void Clear()
    {
        net.AsSpan().Clear();
        between.AsSpan().Clear();
        gross.AsSpan().Clear();
        minted.AsSpan().Clear();
        burnt.AsSpan().Clear();
    }

    private static int Row(TokenId token, Instrument instrument) => token.Value * Instruments + (int)instrument;
}
