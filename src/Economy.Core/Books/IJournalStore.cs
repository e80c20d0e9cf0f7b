namespace Economy.Core.Books;

/// <summary>Keeps the journals of a run, so that what was lost on its way to a chain can be sent again.</summary>
public interface IJournalStore
{
    /// <summary>The tick that the next journal must have: all before it are kept.</summary>
    int NextTick { get; }

    /// <summary>
    /// Keeps a journal. One that is kept already is compared with what is kept; one that differs, or skips a tick, is refused by an
    /// exception.
    /// </summary>
    void Append(TickJournal journal);

    /// <summary>Returns when everything appended would survive the end of this process and of the machine.</summary>
    void Flush();

    /// <summary>The journals kept from a tick on, in order.</summary>
    IEnumerable<TickJournal> Read(int firstTick);
}
