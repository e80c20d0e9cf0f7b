using Economy.Actors;
using Economy.Attention;
using Economy.Core.Books;
using Economy.Core.Scenarios;
using Economy.World;
using Economy.World.Demand;

namespace Economy.Tests.World.Money;

/// <summary>A run in memory with its journals.</summary>
internal sealed record MoneyRun(WorldModel World, MemorySink Rows, List<TickJournal> Journals, Ledger Ledger)
{
    /// <summary>Runs a scenario.</summary>
    public static MoneyRun Of(Scenario scenario, string policy = "proportional", IDemandSource? demand = null)
    {
        var (rows, book, world) = (new MemorySink(), new JournalBook(), new WorldModel(scenario, demand));
        using var stage = ActorRuns.Stage(world, 1, 1);
        var simulator = new Simulator(world, stage, Allocators.Create(policy, new AllocationOptions()), rows, book);
        simulator.Run();
        return new(world, rows, book.Journals, simulator.Ledger);
    }

    /// <summary>All money that moved under an instrument in a tick.</summary>
    public static long Paid(TickJournal journal, Instrument what) =>
        journal.Entries.ToArray().Where(e => e.Instrument == what && e.Token == TokenId.Currency).Sum(e => e.Amount);

    /// <summary>Money that a participant paid under an instrument in a tick.</summary>
    public long PaidBy(int participant, TickJournal journal, Instrument what) =>
        journal.Entries.ToArray().Where(e => e.Instrument == what && e.Token == TokenId.Currency && e.From == World.Chart.Participant(participant)).Sum(e => e.Amount);

    /// <summary>Money of a participant at the end.</summary>
    public long Money(int participant) => Ledger[World.Chart.Participant(participant), TokenId.Currency];

    /// <summary>What the treasury has at the end.</summary>
    public long Treasury => Ledger[AccountId.Treasury, TokenId.Currency];
}
