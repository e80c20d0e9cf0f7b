using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Economy.Chain.Accounts;
using Economy.Chain.Contracts.Messages;
using Economy.Chain.Contracts;
using Economy.Chain.Rpc;
using Economy.Chain.Settlement;
using Economy.Core.Books;
using Economy.Core.Scenarios;

namespace Economy.Tests.Chain;

/// <summary>
/// What the bytes, keys, signatures, roots and reasons of settlement were when they were recorded (vectors.json): what runs have
/// settled, and what anybody has signed, must be read and found again.
/// </summary>
public sealed class GoldenVectorTests
{
    private static readonly string File = Path.Combine(HardhatFixture.Root, "tests", "Economy.Tests", "Chain", "Golden", "vectors.json");
    private static readonly Hash32 Run = new([.. Enumerable.Range(1, 32).Select(i => (byte)(i * 7))]);
    private static readonly Address Place = Address.Of(new AccountId(0x12345));

    [Fact]
    public async Task Bytes_keys_signatures_roots_and_reasons_are_those_recorded()
    {
        var recorded = JsonSerializer.Deserialize<Dictionary<string, string>>(await System.IO.File.ReadAllTextAsync(File))!;
        var vectors = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Calls(vectors);
        Questions(vectors);
        Keys(vectors);
        Transactions(vectors);
        Batches(vectors);
        Reverts(vectors, recorded.Keys);
        Assert.Equal(recorded.Keys.Order(StringComparer.Ordinal), vectors.Keys);
        foreach (var (name, vector) in vectors) Assert.True(recorded[name] == vector, $"{name}: {vector} instead of {recorded[name]}");
    }

    private static void Calls(SortedDictionary<string, string> vectors)
    {
        foreach (var length in (int[])[0, 1, 31, 32, 33, 64, 4800])
        {
            var (a, b) = (Ramp(length), Ramp(length + 1));
            foreach (var batch in (long[])[0, 1, 255, long.MaxValue])
            {
                vectors[$"call/settle {batch} {length}"] = Text(SettlementAbi.Settle(batch, a, b));
                vectors[$"call/recordAllocations {batch} {length}"] = Text(SettlementAbi.RecordAllocations(batch, Run, a));
                vectors[$"call/settleTrade {batch} {length}"] = Text(SettlementAbi.SettleTrade(batch, Trade(a, b), Ramp(65), Ramp(65)));
            }

            vectors[$"call/registerSigners {length}"] = Text(SettlementAbi.RegisterSigners(length, a));
            vectors[$"call/deployment {length}"] = Text(SettlementAbi.Deployment(b, new("Economy Crédit", "CREDIT", 2), Place, Run));
        }

        vectors["call/closeTick"] = Text(SettlementAbi.CloseTick(long.MaxValue, int.MaxValue, Run));
        vectors["call/continueFrom"] = Text(SettlementAbi.ContinueFrom(3, 4, 5, Run));
        vectors["call/verifyEntry"] = Text(SettlementAbi.VerifyEntry(4, 1, new Entry(new AccountId(3), new AccountId(4), new TokenId(5), 7, (Instrument)6, 2), new MerkleProof([Run, new Hash32(Ramp(32))], 5)).Call);
    }

    private static void Questions(SortedDictionary<string, string> vectors)
    {
        vectors["question/runId"] = Text(SettlementAbi.RunId.Call);
        vectors["question/nextBatch"] = Text(SettlementAbi.NextBatch.Call);
        vectors["question/nextTick"] = Text(SettlementAbi.NextTick.Call);
        vectors["question/currency"] = Text(SettlementAbi.Currency.Call);
        vectors["question/assets"] = Text(SettlementAbi.Assets.Call);
        vectors["question/journalRoot 7"] = Text(SettlementAbi.JournalRoot(7).Call);
        foreach (var token in (short[])[0, 3])
        {
            vectors[$"question/supply {token}"] = Text(SettlementAbi.Supply(new TokenId(token)).Call);
            vectors[$"question/balances {token} 1 1000"] = Text(SettlementAbi.Balances(new TokenId(token), 1, 1000).Call);
            vectors[$"question/balances {token} 1001 12"] = Text(SettlementAbi.Balances(new TokenId(token), 1001, 12).Call);
        }

        vectors["topics/batchSettled 77"] = string.Join(' ', SettlementAbi.BatchSettled(77).Select(t => t?.ToString() ?? "any"));
        vectors["topics/tickClosed 78"] = string.Join(' ', SettlementAbi.TickClosed(78).Select(t => t?.ToString() ?? "any"));
    }

    private static void Keys(SortedDictionary<string, string> vectors)
    {
        var signer = new TradeSigner(Run, 31337, Place);
        // Some of the keys and of the parts of signatures begin with zeros.
        for (var account = 1; account <= 600; account++) vectors[$"key/{account:000}"] = signer.SignerOf(new AccountId(account)).ToString();
        for (var i = 0; i < 300; i++)
        {
            var trade = Trade(Ramp(16 * (i % 7)), Ramp(20 * (i % 3))) with { Posting = i + 1, Buyer = new AccountId(1 + i), Seller = new AccountId(600 - i) };
            var (buyer, seller) = signer.Sign(trade);
            vectors[$"trade/{i:000} digest"] = Text(signer.Digest(trade));
            vectors[$"trade/{i:000} buyer"] = Text(buyer);
            vectors[$"trade/{i:000} seller"] = Text(seller);
        }
    }

    private static void Transactions(SortedDictionary<string, string> vectors)
    {
        var digits = string.Concat(Enumerable.Repeat("0000c6995e998f97", 4));
        for (var i = 0; i < 300; i++)
        {
            var text = i % 10 == 0 ? digits : Convert.ToHexStringLower(SHA256.HashData([(byte)(i % 256), (byte)(i / 256)]));
            if (!SigningKey.TryParse(text, out var key)) throw new InvalidOperationException(text);
            var transaction = new Transaction(
                key.Address, i % 3 > 0 ? Place : null, Ramp(((int[])[0, 1, 2, 54, 55, 56, 255, 256, 257, 300, 5000])[i % 11]), ((long[])[0, 1, 127, 128, 255, 256, 1L << 32])[i % 7], 21_000 + i * 50_000);
            var (signed, hash) = new TransactionSigner(key, i % 2 > 0 ? 31337 : 1).Sign(transaction, new Fees(300 + (long)System.Numerics.BigInteger.Pow(3, i % 38), i));
            vectors[$"transaction/{i:000} from"] = key.Address.ToString();
            vectors[$"transaction/{i:000} signed"] = Text(signed);
            vectors[$"transaction/{i:000} hash"] = "0x" + hash;
        }
    }

    private static void Batches(SortedDictionary<string, string> vectors)
    {
        foreach (var spec in (SettlementSpec[])[new() { Mode = SettlementMode.Netted, EntriesPerBatch = 7 }, new() { Mode = SettlementMode.Batch, EntriesPerBatch = 7 }, new() { Mode = SettlementMode.PerTrade, EntriesPerBatch = 7, Signed = true }])
        {
            var (market, composer, signer) = (new RandomMarket(seed: 5), BatchComposer.For(spec), new TradeSigner(Run, 31337, Place));
            var (number, digest) = (0L, default(Hash32));
            for (var tick = 0; tick < 6; tick++)
            {
                var journal = market.Tick(postings: 12);
                digest = JournalTree.Chain(digest, journal.Root);
                var name = string.Create(CultureInfo.InvariantCulture, $"{spec.Mode.ToString().ToLowerInvariant()}/{tick}");
                vectors[$"{name} root"] = journal.Root.ToString();
                vectors[$"{name} history"] = digest.ToString();
                foreach (var packed in composer.Compose(journal))
                {
                    var operation = Operation.Batch(number++, tick, packed, signer);
                    vectors[$"{name} batch {number:000}"] = $"{packed.Entries} {operation.GasLimit} {Text(packed.Moves)} {Text(packed.AssetMoves)} {Text(operation.CallData)}";
                }

                var close = Operation.Close(number++, journal);
                vectors[$"{name} close"] = $"{close.GasLimit} {Text(close.CallData)}";
            }
        }
    }

    private static void Reverts(SortedDictionary<string, string> vectors, IEnumerable<string> recorded)
    {
        const string Prefix = "revert/";
        foreach (var name in recorded.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))) vectors[name] = RevertReason.Describe(Words.Data(name[Prefix.Length..]));
    }

    private static TradeTerms Trade(byte[] moves, byte[] assetMoves) => new(5, 1, new AccountId(10), new AccountId(11), moves, assetMoves);

    private static byte[] Ramp(int length) => [.. Enumerable.Range(0, length).Select(i => unchecked((byte)(i * 7 + length)))];

    // What is long is kept by its hash.
    private static string Text(byte[] bytes) => bytes.Length <= 160 ? "0x" + Convert.ToHexStringLower(bytes) : $"{bytes.Length} bytes, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(bytes))}";
}
