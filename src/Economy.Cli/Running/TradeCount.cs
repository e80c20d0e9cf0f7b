using Economy.Core.Records;

namespace Economy.Cli.Running;

/// <summary>Counts trades on their way to the files.</summary>
internal sealed class TradeCount(IRunSink next) : IRunSink
{
    /// <summary>Trades so far.</summary>
    public long Trades { get; private set; }

    public void Write<TRow>(in TRow row)
        where TRow : struct
    {
        if (row is TradeRow) Trades++;
        next.Write(row);
    }
}
