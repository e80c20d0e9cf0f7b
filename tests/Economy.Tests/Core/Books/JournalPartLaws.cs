using Economy.Core.Books;
using FsCheck;
using FsCheck.Fluent;

namespace Economy.Tests.Core.Books;

/// <summary>Entries written in parts, on threads, are those written one after the other.</summary>
public class JournalPartLaws
{
    private const int Parts = 4, OfPart = 3, Tokens = 2;
    private static readonly ChartOfAccounts Chart = new(["game", "bazaar"], ["cloud"], ["player", "maker"], [0, 1, 0, 0, 1, 1, 0, 1, 0, 0, 0, 1]);

    /// <summary>A participant of a part, what it does to whom (a neighbour of its part, a place, the mint; or the mint pays it), how much.</summary>
    private static readonly Gen<Move> AnyMove =
        from participant in Gen.Choose(0, Parts * OfPart - 1)
        from other in Gen.Choose(0, 9)
        from token in Gen.Choose(0, Tokens - 1)
        from amount in Gen.Choose(0, 9)
        select MoveOf(participant, other, token, amount);

    [Fact]
    public void Parts_written_on_threads_are_the_journal_written_one_after_the_other() =>
        Prop.ForAll(AnyMove.ListOf().ToArbitrary(), moves =>
        {
            var (serialBooks, serial) = Books();
            var (books, parallel) = Books();
            List<Move>[] parts = [.. Enumerable.Range(0, Parts).Select(p => moves.Where(m => m.Part == p).ToList())];
            // What cannot be paid is left out, by the books as they stand at the entry.
            var paid = new List<Move>[Parts];
            for (var p = 0; p < Parts; p++) paid[p] = [.. parts[p].Where(m => TryMove(serial, m) is null)];
            parallel.InParts(Parts, p => parts[p].Count, (p, part) => paid[p].ForEach(m => part.Move(m.From, m.To, m.Token, m.Amount, m.Instrument)));
            for (short t = 0; t < Tokens; t++)
            {
                Assert.Equal(serialBooks.Balances(new(t)).ToArray(), books.Balances(new(t)).ToArray());
                foreach (var instrument in Enum.GetValues<Instrument>())
                    for (var s = 0; s < Chart.Sectors.Count; s++)
                    {
                        Assert.Equal(serial.Flows.Net(new(t), instrument, s), parallel.Flows.Net(new(t), instrument, s));
                        for (var r = 0; r < Chart.Sectors.Count; r++)
                            Assert.Equal(serial.Flows.Between(new(t), instrument, s, r), parallel.Flows.Between(new(t), instrument, s, r));
                    }
            }

            Assert.Equal(serial.Count, parallel.Count);
            var (one, other) = (serial.Close(1), parallel.Close(1));
            Assert.Equal(one.Entries.ToArray(), other.Entries.ToArray());
            Assert.Equal(one.Root, other.Root);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_overdraft_is_found_at_the_entry_where_it_would_have_been() =>
        Prop.ForAll(AnyMove.ListOf().ToArbitrary(), moves =>
        {
            var (_, serial) = Books();
            var (_, parallel) = Books();
            List<Move>[] parts = [.. Enumerable.Range(0, Parts).Select(p => moves.Where(m => m.Part == p).ToList())];
            // The first of each part: whether another part stops before does not matter to it.
            string?[] expected = [.. parts.Select(part => part.Select(m => TryMove(serial, m)).FirstOrDefault(problem => problem is not null))];
            var found = new string?[Parts];
            parallel.InParts(Parts, p => parts[p].Count, (p, part) =>
            {
                try
                {
                    parts[p].ForEach(m => part.Move(m.From, m.To, m.Token, m.Amount, m.Instrument));
                }
                catch (InvalidOperationException problem)
                {
                    found[p] = problem.Message;
                }
            });
            Assert.Equal(expected, found);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_other_parts_may_touch_too_is_refused()
    {
        var (_, journal) = Books();
        journal.InParts(1, _ => 3, (_, part) =>
        {
            foreach (var (from, to, amount) in ((AccountId, AccountId, long)[])
                [(Chart.Subsystem(0), Chart.Participant(0), 1), (Chart.Participant(0), Chart.Participant(0), 1), (Chart.Participant(0), Chart.Subsystem(0), -1)])
                Assert.Throws<InvalidOperationException>(() => part.Move(from, to, TokenId.Currency, amount, Instrument.Fee));
        });
    }

    private static Move MoveOf(int participant, int other, int token, int amount)
    {
        var (part, me) = (participant / OfPart, Chart.Participant(participant));
        var (from, to) = other switch
        {
            0 or 1 => (me, Chart.Subsystem(other)),
            2 => (me, Chart.Provider(0)),
            3 => (me, AccountId.Mint),
            4 or 5 or 6 => (me, Chart.Participant(part * OfPart + (participant + 1) % OfPart)),
            _ => (AccountId.Mint, me),
        };
        return new(part, from, to, new((short)token), from == to ? 0 : amount, (Instrument)(other % 5));
    }

    private static string? TryMove(Journal journal, Move move)
    {
        try
        {
            journal.Move(move.From, move.To, move.Token, move.Amount, move.Instrument);
            return null;
        }
        catch (InvalidOperationException problem)
        {
            return problem.Message;
        }
    }

    private static (Ledger Ledger, Journal Journal) Books()
    {
        var ledger = new Ledger(Chart.Count, Tokens);
        var journal = new Journal(ledger, Chart, keepEntries: true, threads: 2, bilateral: true);
        journal.Open();
        for (var i = 0; i < Chart.Participants; i++) journal.Move(AccountId.Mint, Chart.Participant(i), TokenId.Currency, i, Instrument.Endowment);
        return (ledger, journal);
    }

    private sealed record Move(int Part, AccountId From, AccountId To, TokenId Token, long Amount, Instrument Instrument);
}
