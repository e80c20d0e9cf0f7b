using Economy.Core.Records;

namespace Economy.Cli.Running;

/// <summary>Writes every row to two places.</summary>
internal sealed class Tee(IRunSink first, IRunSink second) : IRunSink
{
    public void Write<TRow>(in TRow row)
        where TRow : struct
    {
        first.Write(row);
        second.Write(row);
    }
}
