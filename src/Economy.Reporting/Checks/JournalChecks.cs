using Economy.Core.Books;
using Economy.Core.Records;
using Economy.Core.Scenarios;

namespace Economy.Reporting.Checks;

/// <summary>
/// The journal of a settled run, where it was kept: every entry again, against roots, holdings and what the tables say of it.
/// </summary>
internal sealed class JournalChecks
{
    private const string Roots = "The journal's entries have the roots that were settled";
    private const string Holdings = "The journal's entries, booked again, overdraw nobody and give every participant's holdings";
    private const string Flows = "flows.csv, trades.csv and the endowments are what the journal's entries add up to";
    private const string Fees = "Network fees are those of the journal";
    private const string Accounts = "Every account of a subsystem is what the journal's entries leave in it";

    // More than any institutions that a scenario may have.
    private const int MostInstitutions = 1000, MostTokens = 100, MostAccounts = 1 << 24;

    private readonly List<string> roots = [], booked = [], fees = [], accounts = [];

    internal static IEnumerable<Check> Of(Evidence run, Scenario? scenario)
    {
        var manifest = run.Run.Manifest;
        if (manifest is not { Settled: true, Reconciliation: { } size }) return Skipped("not settled: books only");
        if (!File.Exists(Path.Combine(run.Run.Folder, JournalFile.FileName))) return Skipped("journal.bin was not kept");
        var map = scenario is null ? null : AccountMap.Of(scenario, size.Accounts, size.Tokens, out _);
        if (SizeProblem(run, scenario, size) is { Length: > 0 } wrong)
            return [Check.That(Roots, "", [wrong]), Check.Skipped(Holdings, "accounts and tokens are not those of the run")];
        try
        {
            return new JournalChecks().Read(run, new Ledger((int)size.Accounts, (int)size.Tokens), map);
        }
        catch (Exception damaged) when (damaged is RunDamagedException or InvalidDataException or OverflowException or RunFormatException or IndexOutOfRangeException or ArgumentException)
        {
            return [Check.That(Roots, "", [damaged.Message]), Check.Skipped(Holdings, "the journal cannot be read")];
        }
    }

    private static Check[] Skipped(string why) => [Check.Skipped(Roots, why), Check.Skipped(Holdings, why)];

    private static string SizeProblem(Evidence run, Scenario? scenario, Reconciliation size)
    {
        var problem = "";
        if (scenario is not null) AccountMap.Of(scenario, size.Accounts, size.Tokens, out problem);
        if (problem.Length > 0) return problem;
        var most = run.Participants.Count > 0 ? run.Participants.Count + MostInstitutions : MostAccounts;
        if (size.Tokens is < 1 or > MostTokens) return $"reconciliation.tokens {size.Tokens}";
        return size.Accounts < Math.Max(2, run.Participants.Count) || size.Accounts > most
            ? $"reconciliation.accounts {size.Accounts}, with {run.Participants.Count} participants" : "";
    }

    private List<Check> Read(Evidence run, Ledger ledger, AccountMap? map)
    {
        using var journal = JournalFile.Open(run.Run.Folder, append: false);
        using var tables = map is null ? null : new JournalTables(run.Run, map);
        if (journal.CutOff is { } torn) roots.Add(torn);
        if (journal.NextTick != run.Settlement.Count) roots.Add($"{journal.NextTick} ticks, settlement.csv has {run.Settlement.Count}");
        var held = run.Accounts.ToLookup(a => a.Tick);
        foreach (var (tick, row) in journal.Read(0).Zip(run.Settlement))
        {
            Book(tick, row, ledger);
            if (booked.Count > 0) continue;
            tables?.Compare(tick);
            if (map is not null) accounts.AddRange(AccountProblems(held[tick.Tick], ledger, map));
        }

        booked.AddRange(HoldingProblems(run.Participants, ledger));
        List<Check> checks = [Check.That(Roots, $"{journal.NextTick} ticks, {journal.Bytes} bytes", roots), Check.That(Holdings, $"{run.Participants.Count} participants", booked)];
        if (tables is null) return checks;
        var endowments = run.Participants.Where(p => tables.Endowed(p.Participant) != p.Endowment).Select(p => $"participant {p.Participant}: endowed with {tables.Endowed(p.Participant)}, participants.csv {p.Endowment}");
        if (run.Accounts.Count > 0) checks.Add(Check.That(Accounts, $"{run.Accounts.Count} balances", accounts));
        return [.. checks, Check.That(Flows, $"{journal.NextTick} ticks", tables.FlowProblems.Concat(tables.TradeProblems).Concat(endowments)), Check.That(Fees, $"{journal.NextTick} ticks", fees)];
    }

    private void Book(TickJournal journal, SettlementRow row, Ledger ledger)
    {
        if (journal.Root.ToString() != row.JournalRoot)
            roots.Add($"tick {row.Tick}: the entries have {journal.Root}, settlement.csv {row.JournalRoot}");
        if (journal.Entries.Length != row.JournalEntries)
            roots.Add($"tick {row.Tick}: {journal.Entries.Length} entries, settlement.csv {row.JournalEntries}");
        if (journal.NetworkFees != row.NetworkFees) fees.Add($"tick {row.Tick}: {journal.NetworkFees}, settlement.csv {row.NetworkFees}");
        try
        {
            foreach (ref readonly var entry in journal.Entries) ledger.Apply(entry);
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or IndexOutOfRangeException)
        {
            booked.Add($"tick {row.Tick}: {wrong.Message}");
        }
    }

    private static IEnumerable<string> AccountProblems(IEnumerable<SubsystemAccountRow> rows, Ledger ledger, AccountMap map) =>
        from row in rows
        let money = map.Subsystem(row.Subsystem) is { } account ? ledger[account, TokenId.Currency] : -1
        where money != row.Closing
        select $"{row.Subsystem}, tick {row.Tick}: {money}, subsystem-accounts.csv {row.Closing}";

    /// <summary>Participants are the last accounts, in their order.</summary>
    private static IEnumerable<string> HoldingProblems(IReadOnlyList<ParticipantRow> participants, Ledger ledger)
    {
        var first = ledger.Accounts - participants.Count;
        foreach (var row in participants)
        {
            if (row.Participant < 0 || row.Participant >= participants.Count)
            {
                yield return $"participant {row.Participant}: there are {participants.Count}, numbered from 0";
                continue;
            }

            var account = new AccountId(first + row.Participant);
            var units = (Int128)0;
            for (short t = 1; t < ledger.Tokens; t++) units += ledger[account, new TokenId(t)];
            if (ledger[account, TokenId.Currency] != row.Money || units != row.Units)
                yield return $"participant {row.Participant}: {ledger[account, TokenId.Currency]} and {units} units, participants.csv {row.Money} and {row.Units}";
        }
    }
}
