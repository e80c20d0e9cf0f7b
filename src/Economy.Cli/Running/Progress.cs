namespace Economy.Cli.Running;

/// <summary>A moment of a run.</summary>
/// <param name="Done">Steps done.</param>
/// <param name="Total">Steps in all.</param>
/// <param name="Text">The same in words, on one line.</param>
internal readonly record struct Progress(int Done, int Total, string Text)
{
    /// <summary>The tick loop.</summary>
    /// <param name="tick">Ticks done.</param>
    /// <param name="ticks">Ticks in all.</param>
    /// <param name="participants">Participants that are active.</param>
    /// <param name="trades">Trades so far.</param>
    /// <param name="batches">Batches settled so far; null where nothing is settled.</param>
    /// <param name="elapsed">Time since the first tick began.</param>
    public static Progress OfTicks(int tick, int ticks, int participants, long trades, long? batches, TimeSpan elapsed)
    {
        var settled = batches is { } count ? FormattableString.Invariant($" · {count} batches settled") : "";
        var left = tick > 0 ? FormattableString.Invariant($" · {elapsed.TotalSeconds / tick * (ticks - tick):0} s left") : "";
        return new Progress(tick, ticks,
            FormattableString.Invariant($"tick {tick}/{ticks} · {participants} participants · {trades} trades{settled}{left}"));
    }

    /// <summary>The chain catching up with the books. Tick 0, the endowment, is settled too.</summary>
    public static Progress OfSettlement(int closedTicks, int acceptedTicks) =>
        new(closedTicks, acceptedTicks,
            FormattableString.Invariant($"settling: tick {Math.Max(0, closedTicks - 1)} of {acceptedTicks - 1}"));

    /// <summary>The runs of a training: the one that learns, then the two that measure.</summary>
    public static Progress OfTraining(int tick, int ticks) =>
        new(tick, ticks, FormattableString.Invariant($"learning and measuring: tick {tick}/{ticks}"));
}
