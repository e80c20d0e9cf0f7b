namespace Economy.Chain.Rpc;

/// <summary>What a transaction offers for its gas (EIP-1559).</summary>
/// <param name="Most">Most that base fee and tip may come to, wei per gas.</param>
/// <param name="Tip">What the block's producer gets of it, wei per gas.</param>
internal readonly record struct Fees(long Most, long Tip)
{
    // A base fee grows by an eighth a block at most: twelve full blocks multiply it by four.
    private const int Headroom = 4;

    /// <summary>What to offer at a base fee.</summary>
    /// <remarks>
    /// The same as before while that still leaves room for the base fee to double, so that what is sent again is the same to the
    /// byte; else at least an eighth more of both, which nodes ask of a transaction that is to take the place of another.
    /// </remarks>
    public static Fees At(long baseFee, long usualTip, Fees before)
    {
        if (before.Most / 2 >= baseFee && before.Most > 0) return before;
        var tip = Math.Max(usualTip, before.Tip + before.Tip / 8 + 1);
        return new Fees(checked(Math.Max(Headroom * baseFee, before.Most + before.Most / 8) + tip), tip);
    }
}
