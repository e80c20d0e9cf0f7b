using System.Buffers.Binary;
using Economy.Chain.Settlement;
using Economy.Core.Books;
using Economy.Core.Scenarios;
using Economy.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Economy.Tests.Chain;

public sealed class BatchComposerTests
{
    [Theory]
    [InlineData(SettlementMode.Netted)]
    [InlineData(SettlementMode.Batch)]
    public void Batches_move_the_chain_to_where_the_books_are(SettlementMode mode) => Prop.ForAll<int[][], int>((ticks, size) =>
    {
        var composer = Composer(mode, size);
        var books = new RandomJournal();
        var chain = new PackedLedger();
        foreach (var choices in ticks)
        {
            foreach (var batch in composer.Compose(books.Tick(choices))) chain.Apply(batch);
            for (short token = 0; token < RandomJournal.Tokens; token++)
            {
                Assert.Equal(0, chain[token, BatchPacker.Clearing]);
                for (var account = 1; account < RandomJournal.Accounts; account++)
                    Assert.Equal(books.Ledger[new AccountId(account), new TokenId(token)], chain[token, (uint)account]);
            }
        }
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(SettlementMode.Netted)]
    [InlineData(SettlementMode.Batch)]
    public void No_batch_is_larger_than_allowed_or_empty(SettlementMode mode) => Prop.ForAll<int[], int>((choices, size) =>
        Composer(mode, size).Compose(new RandomJournal().Tick(choices)).All(b =>
            b.Entries >= 1 && b.Entries <= Size(size) && b.Moves.Length / 16 + b.AssetMoves.Length / 20 == b.Entries)).QuickCheckThrowOnFailure();

    [Fact]
    public void Net_settlement_needs_no_more_records_than_accounts_and_tokens() => Prop.ForAll<int[]>(choices =>
        Composer(SettlementMode.Netted, 300).Compose(new RandomJournal().Tick(choices)).Sum(b => b.Entries) <= RandomJournal.Tokens * (RandomJournal.Accounts + 1)).QuickCheckThrowOnFailure();

    /// <summary>Neighbours share a storage slot of the contracts, so they stand beside each other.</summary>
    [Fact]
    public void Net_settlement_goes_by_account_first_those_who_pay_then_those_who_are_paid() => Prop.ForAll<int[]>(choices =>
    {
        foreach (var batch in BatchComposer.For(new SettlementSpec { Mode = SettlementMode.Netted, EntriesPerBatch = 300 }).Compose(new RandomJournal().Tick(choices)))
        {
            var moves = batch.Moves.Chunk(16).Select(m => (From: BinaryPrimitives.ReadUInt32BigEndian(m), To: BinaryPrimitives.ReadUInt32BigEndian(m.AsSpan(4)))).ToList();
            Assert.Equal(moves.Where(m => m.To == BatchPacker.Clearing).OrderBy(m => m.From).Concat(moves.Where(m => m.To != 0 && m.To != BatchPacker.Clearing).OrderBy(m => m.To)).Concat(moves.Where(m => m.To == 0)), moves);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Net_positions_pass_through_the_account_that_the_contracts_keep_apart()
    {
        Assert.Contains("uint32 internal constant CLEARING = type(uint32).max;", File.ReadAllText(Path.Combine(Repository.Root, "contracts", "Accounts.sol")), StringComparison.Ordinal);
        Assert.Equal(uint.MaxValue, BatchPacker.Clearing);
    }

    [Fact]
    public void A_posting_that_fits_into_a_batch_is_not_divided()
    {
        var currency = TokenId.Currency;
        Entry[] entries = [Paid(0, 1), Paid(0, 1), Paid(1, 2), Paid(1, 2), Paid(2, 3), Paid(3, 4)];
        var batches = new EntryComposer(3).Compose(new TickJournal(1, entries));
        Assert.Equal([2, 3, 1], batches.Select(b => b.Entries));

        Entry Paid(int posting, int to) => new(new AccountId(1 + to), new AccountId(to), currency, 1, Instrument.Trade, posting);
    }

    [Fact]
    public void Trades_are_batches_of_their_own_and_keep_their_place()
    {
        var (money, good) = (TokenId.Currency, new TokenId(1));
        Entry[] entries =
        [
            Moved(3, 1, money, Instrument.Upkeep, 1), Moved(4, 1, money, Instrument.Upkeep, 1),
            Moved(5, 4, good, Instrument.Delivery, 2), Moved(4, 5, money, Instrument.Trade, 2), Moved(4, 1, money, Instrument.TransactionTax, 2),
            Moved(6, 4, good, Instrument.Delivery, 3), Moved(4, 6, money, Instrument.Trade, 3),
            Moved(0, 4, money, Instrument.Reward, 4),
        ];
        var batches = new EntryComposer(300, tradesAlone: true, signed: true).Compose(new TickJournal(7, entries));
        Assert.Equal([2, 3, 2, 1], batches.Select(b => b.Entries));
        Assert.Equal([null, new SignedTrade(7, 2, new AccountId(4), new AccountId(5)), new SignedTrade(7, 3, new AccountId(4), new AccountId(6)), null], batches.Select(b => b.Trade));
        Assert.All(new EntryComposer(300, tradesAlone: true).Compose(new TickJournal(7, entries)), b => Assert.Null(b.Trade));

        static Entry Moved(int from, int to, TokenId token, Instrument instrument, int posting) => new(new AccountId(from), new AccountId(to), token, 1, instrument, posting);
    }

    [Fact]
    public void No_batch_holds_trades_of_two_blocks()
    {
        var entries = Enumerable.Range(1, 9).Select(i => new Entry(new AccountId(i), new AccountId(i + 1), TokenId.Currency, i, Instrument.Trade, i)).ToArray();
        var journal = new TickJournal(1, entries, blocks: [3, 4, 7]);
        Assert.Equal([2, 1, 3, 3], new EntryComposer(300).Compose(journal).Select(b => b.Entries));
        Assert.Equal([2, 1, 2, 1, 2, 1], new EntryComposer(2).Compose(journal).Select(b => b.Entries));
        Assert.Equal(journal.Blocks, JournalCodec.Decode(JournalCodec.Encode(journal)).Blocks);
    }

    [Fact]
    public void A_posting_longer_than_a_batch_is_cut_between_entries()
    {
        var entries = Enumerable.Range(1, 7).Select(i => new Entry(AccountId.Mint, new AccountId(i), TokenId.Currency, i, Instrument.Endowment, 1)).ToArray();
        Assert.Equal([3, 3, 1], new EntryComposer(3).Compose(new TickJournal(0, entries)).Select(b => b.Entries));
    }

    private static BatchComposer Composer(SettlementMode mode, int size) => BatchComposer.For(new SettlementSpec { Mode = mode, EntriesPerBatch = Size(size) });

    private static int Size(int any) => 2 + Math.Abs(any % 9);

    /// <summary>The contracts in a few lines: balances by token and account, moved by packed records.</summary>
    private sealed class PackedLedger
    {
        private readonly Dictionary<(int Token, uint Account), long> balances = [];

        public long this[int token, uint account] => balances.GetValueOrDefault((token, account));

        public void Apply(PackedBatch batch)
        {
            for (var at = 0; at < batch.Moves.Length; at += 16) Move(0, batch.Moves.AsSpan(at, 16));
            for (var at = 0; at < batch.AssetMoves.Length; at += 20)
                Move(BinaryPrimitives.ReadInt32BigEndian(batch.AssetMoves.AsSpan(at)), batch.AssetMoves.AsSpan(at + 4, 16));
        }

        private void Move(int token, ReadOnlySpan<byte> record)
        {
            var (from, to) = (BinaryPrimitives.ReadUInt32BigEndian(record), BinaryPrimitives.ReadUInt32BigEndian(record[4..]));
            var amount = BinaryPrimitives.ReadInt64BigEndian(record[8..]);
            Assert.True(amount > 0, "an empty record");
            balances[(token, from)] = this[token, from] - amount;
            balances[(token, to)] = this[token, to] + amount;
            Assert.True(from == 0 || this[token, from] >= 0, $"{from} is overdrawn");
        }
    }
}
