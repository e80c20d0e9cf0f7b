using Economy.Core.Books;
using FsCheck;
using FsCheck.Fluent;

namespace Economy.Tests.Core.Books;

public class LedgerLaws
{
    private static readonly ChartOfAccounts Chart = new(["game"], ["cloud"], ["player"], new byte[5]);

    private static readonly Gen<Entry> AnyEntry =
        from shape in Gen.Choose(0, int.MaxValue)
        from amount in Gen.Choose(-1, 1000)
        select new Entry(new(shape % Chart.Count), new(shape / 16 % Chart.Count), new((short)(shape / 256 % 3)), amount, (Instrument)(shape / 1024 % 16), 0);

    [Fact]
    public void No_prefix_of_the_journal_overdraws_an_account_and_every_posting_balances() =>
        Prop.ForAll(AnyEntry.ListOf().ToArbitrary(), entries =>
        {
            var (ledger, journal) = Books();
            foreach (var entry in entries)
            {
                try
                {
                    journal.Move(entry.From, entry.To, entry.Token, entry.Amount, entry.Instrument);
                }
                catch (InvalidOperationException)
                {
                    // Refused entries must leave no trace: the checks below still hold.
                }

                for (short t = 0; t < ledger.Tokens; t++)
                {
                    Assert.Equal(0, Sum(ledger.Balances(new(t))));
                    for (var a = 1; a < ledger.Accounts; a++) Assert.True(ledger[new(a), new(t)] >= 0);
                }
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Supply_is_minted_minus_burnt_and_what_all_others_hold() =>
        Prop.ForAll(AnyEntry.ListOf().ToArbitrary(), entries =>
        {
            var (ledger, journal) = Books();
            PostAll(journal, entries);
            for (short t = 0; t < ledger.Tokens; t++)
            {
                Assert.Equal(ledger.Supply(new(t)), journal.Flows.Minted(new(t)) - journal.Flows.Burnt(new(t)));
                Assert.Equal(ledger.Supply(new(t)), Sum(ledger.Balances(new(t))[1..]));
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_row_of_the_flow_matrix_sums_to_zero_over_the_sectors() =>
        Prop.ForAll(AnyEntry.ListOf().ToArbitrary(), entries =>
        {
            var (ledger, journal) = Books();
            PostAll(journal, entries);
            for (short t = 0; t < ledger.Tokens; t++)
                foreach (var instrument in Enum.GetValues<Instrument>())
                    Assert.Equal(0, Enumerable.Range(0, Chart.Sectors.Count).Sum(s => journal.Flows.Net(new(t), instrument, s)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_entry_that_would_overdraw_is_refused_and_moves_nothing()
    {
        var (ledger, journal) = Books();
        journal.Move(AccountId.Mint, new(3), TokenId.Currency, 5, Instrument.Endowment);
        var refused = Assert.Throws<InvalidOperationException>(() => journal.Move(new(3), new(4), TokenId.Currency, 6, Instrument.Trade));
        Assert.Contains("account 3 holds 5", refused.Message, StringComparison.Ordinal);
        Assert.Equal(5, ledger[new(3), TokenId.Currency]);
        Assert.Equal(0, ledger[new(4), TokenId.Currency]);
    }

    [Fact]
    public void An_entry_that_would_overflow_moves_nothing()
    {
        var ledger = new Ledger(Chart.Count, 1);
        ledger.Apply(new(AccountId.Mint, new(3), TokenId.Currency, long.MaxValue, Instrument.Endowment, 1));
        Assert.Throws<OverflowException>(() => ledger.Apply(new(AccountId.Mint, new(3), TokenId.Currency, 1, Instrument.Endowment, 2)));
        Assert.Equal((long.MaxValue, long.MaxValue), (ledger[new(3), TokenId.Currency], ledger.Supply(TokenId.Currency)));
    }

    [Fact]
    public void A_block_begins_with_the_posting_after_it_is_opened_and_ends_with_its_tick()
    {
        var (_, journal) = Books();
        Posting();
        journal.OpenBlock();
        Posting();
        Posting();
        Assert.Equal([2], journal.Close(1).Blocks);
        Posting();
        Assert.Empty(journal.Close(2).Blocks);

        void Posting()
        {
            journal.Open();
            journal.Move(AccountId.Mint, new(3), TokenId.Currency, 1, Instrument.Endowment);
        }
    }

    [Fact]
    public void The_journal_replayed_on_a_fresh_ledger_gives_the_same_books() =>
        Prop.ForAll(AnyEntry.ListOf().ToArbitrary(), entries =>
        {
            var (ledger, journal) = Books();
            PostAll(journal, entries);
            var replayed = new Ledger(ledger.Accounts, ledger.Tokens);
            foreach (var entry in journal.Close(1).Entries) replayed.Apply(entry);
            for (short t = 0; t < ledger.Tokens; t++) Assert.True(ledger.Balances(new(t)).SequenceEqual(replayed.Balances(new(t))));
        }).QuickCheckThrowOnFailure();

    private static (Ledger Ledger, Journal Journal) Books()
    {
        var ledger = new Ledger(Chart.Count, 3);
        return (ledger, new Journal(ledger, Chart, keepEntries: true));
    }

    private static void PostAll(Journal journal, IEnumerable<Entry> entries)
    {
        foreach (var entry in entries)
        {
            try
            {
                journal.Move(entry.From, entry.To, entry.Token, entry.Amount, entry.Instrument);
            }
            catch (InvalidOperationException)
            {
                // Refused: amounts below 1, sender equal to receiver, overdrafts.
            }
        }
    }

    private static long Sum(ReadOnlySpan<long> values)
    {
        var sum = 0L;
        foreach (var value in values) sum += value;
        return sum;
    }
}
