using Economy.Core.Books;
using Economy.Core.Records;

namespace Economy.Reporting.Checks;

/// <summary>The journal of a settled run, where it was kept: every entry again, against roots and holdings.</summary>
internal static class JournalChecks
{
    private const string Roots = "The journal's entries have the roots that were settled";
    private const string Holdings = "The journal's entries, booked again, overdraw nobody and give every participant's holdings";

    internal static IEnumerable<Check> Of(Evidence run)
    {
        var manifest = run.Run.Manifest;
        if (manifest is not { Settled: true, Reconciliation: { } size }) return [Check.Skipped(Roots, "not settled: books only"), Check.Skipped(Holdings, "not settled: books only")];
        if (!File.Exists(Path.Combine(run.Run.Folder, JournalFile.FileName))) return [Check.Skipped(Roots, "journal.bin was not kept"), Check.Skipped(Holdings, "journal.bin was not kept")];
        try
        {
            using var journal = JournalFile.Open(run.Run.Folder, append: false);
            var ledger = new Ledger(checked((int)size.Accounts), checked((int)size.Tokens));
            var (roots, booked) = (new List<string>(), new List<string>());
            if (journal.CutOff is { } torn) roots.Add(torn);
            if (journal.NextTick != run.Settlement.Count) roots.Add($"{journal.NextTick} ticks, settlement.csv has {run.Settlement.Count}");
            foreach (var (tick, row) in journal.Read(0).Zip(run.Settlement)) Book(tick, row, ledger, roots, booked);
            booked.AddRange(HoldingProblems(run.Participants, ledger));
            return [Check.That(Roots, $"{journal.NextTick} ticks, {journal.Bytes} bytes", roots), Check.That(Holdings, $"{run.Participants.Count} participants", booked)];
        }
        catch (Exception damaged) when (damaged is RunDamagedException or InvalidDataException or OverflowException)
        {
            return [Check.That(Roots, "", [damaged.Message]), Check.Skipped(Holdings, "the journal cannot be read")];
        }
    }

    private static void Book(TickJournal journal, SettlementRow row, Ledger ledger, List<string> roots, List<string> booked)
    {
        if (journal.Root.ToString() != row.JournalRoot) roots.Add($"tick {row.Tick}: the entries have {journal.Root}, settlement.csv {row.JournalRoot}");
        if (journal.Entries.Length != row.JournalEntries) roots.Add($"tick {row.Tick}: {journal.Entries.Length} entries, settlement.csv {row.JournalEntries}");
        try
        {
            foreach (ref readonly var entry in journal.Entries) ledger.Apply(entry);
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or IndexOutOfRangeException)
        {
            booked.Add($"tick {row.Tick}: {wrong.Message}");
        }
    }

    /// <summary>Participants are the last accounts, in their order.</summary>
    private static IEnumerable<string> HoldingProblems(IReadOnlyList<ParticipantRow> participants, Ledger ledger)
    {
        var first = ledger.Accounts - participants.Count;
        foreach (var row in participants)
        {
            var account = new AccountId(first + row.Participant);
            var units = 0L;
            for (short t = 1; t < ledger.Tokens; t++) units += ledger[account, new TokenId(t)];
            if (ledger[account, TokenId.Currency] != row.Money || units != row.Units)
                yield return $"participant {row.Participant}: {ledger[account, TokenId.Currency]} and {units} units, participants.csv {row.Money} and {row.Units}";
        }
    }
}
