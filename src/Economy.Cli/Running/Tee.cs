using Economy.Core.Books;
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

/// <summary>Hands every journal to two sinks, the first of which never waits.</summary>
internal sealed class JournalTee(IJournalSink first, IJournalSink second) : IJournalSink
{
    public void AwaitRoom(TickJournal journal)
    {
        first.AwaitRoom(journal);
        try
        {
            second.AwaitRoom(journal);
        }
        catch
        {
            first.Accept(journal);
            throw;
        }
    }

    public void Accept(TickJournal journal)
    {
        journal.Hold();
        first.Accept(journal);
        second.Accept(journal);
    }
}
