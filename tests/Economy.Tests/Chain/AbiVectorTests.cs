using System.Text.Json;
using Economy.Chain.Accounts;
using Economy.Chain.Contracts;
using Economy.Chain.Processes;
using Economy.Chain.Rpc;
using Economy.Chain.Settlement;
using Economy.Core.Books;
using Nethereum.Util;

namespace Economy.Tests.Chain;

/// <summary>What settlement sends and signs against ethers, which tests/contracts/abi-vectors.mjs runs.</summary>
public sealed class AbiVectorTests(AbiVectors vectors) : IClassFixture<AbiVectors>
{
    private static readonly int[] CallLengths = [0, 1, 31, 32, 33, 64, 4800];
    private static readonly Address SomeAccount = Address.Of(new AccountId(0x12345));
    private static readonly Hash32 SomeHash = new(Enumerable.Repeat((byte)0xa5, 32).ToArray());

    [Fact]
    public void A_batch_is_encoded_alike_whatever_its_length() => Assert.Equal(
        vectors.Texts("settle"),
        CallLengths.Select(n => Hex(SettlementAbi.Settle(n, Ramp(n), Ramp(n + 1)))));

    [Fact]
    public void A_close_is_encoded_alike() => Assert.Equal(vectors.Text("closeTick"), Hex(SettlementAbi.CloseTick(long.MaxValue, 7, SomeHash)));

    [Fact]
    public void A_record_is_encoded_alike() => Assert.Equal(
        vectors.Text("recordAllocations"), Hex(SettlementAbi.RecordAllocations(9, SomeHash, Ramp(45))));

    [Fact]
    public void Members_and_lists_of_a_proof_are_encoded_alike() => Assert.Equal(
        vectors.Text("verifyEntry"),
        Hex(SettlementAbi.VerifyEntry(4, 1, new Entry(new AccountId(3), new AccountId(4), new TokenId(5), 7, (Instrument)6, 2), new MerkleProof([SomeHash, new Hash32(Sha3Keccack.Current.CalculateHash(Enumerable.Repeat((byte)0xa5, 32).ToArray()))], 5)).Call));

    [Fact]
    public void Trades_are_hashed_signed_and_encoded_alike()
    {
        var signer = new TradeSigner(SomeHash, 31337, SomeAccount);
        var trades = Enumerable.Range(0, 40).Select(i => new PackedBatch(Ramp(16 * i), Ramp(20), i + 1) { Trade = new SignedTrade(5, i + 1, new AccountId(10 + i), new AccountId(90 - i)) }).ToList();
        Assert.Equal(vectors.Texts("digests"), trades.Select(t => Hex(signer.Digest(t.Terms))));
        Assert.Equal(vectors.Texts("signers"), trades.Select(t => signer.SignerOf(t.Terms.Buyer).ToString()));
        Assert.Equal(vectors.Texts("settleTrades"), trades.Select((t, i) => Hex(Operation.Batch(i, 5, t, signer).CallData)));
    }

    [Fact]
    public void Transactions_are_encoded_signed_and_hashed_alike()
    {
        var keys = vectors.Texts("keys");
        var signed = Enumerable.Range(0, 300).Select(i =>
        {
            var transaction = new Transaction(
                default, i % 3 > 0 ? SomeAccount : null, Ramp(((int[])[0, 1, 2, 54, 55, 56, 255, 256, 257, 300, 65536])[i % 11]), ((long[])[0, 1, 127, 128, 255, 256, 1L << 32])[i % 7], 21000 + i * 50000);
            return new TransactionSigner(KeyOf(keys[i]), i % 2 > 0 ? 31337 : 1).Sign(transaction, new Fees(300 + (long)System.Numerics.BigInteger.Pow(3, i % 38), i));
        }).ToList();
        Assert.Equal(vectors.Texts("transactions"), signed.Select(s => Hex(s.Bytes)));
        Assert.Equal(vectors.Texts("transactionHashes"), signed.Select(s => $"0x{s.Hash}"));
    }

    [Fact]
    public void A_question_is_encoded_alike() => Assert.Equal(vectors.Text("balancesOf"), Hex(SettlementAbi.Balances(new TokenId(3), 1, 1000).Call));

    [Fact]
    public void A_deployment_is_encoded_alike() => Assert.Equal(vectors.Text("constructor"), Hex(SettlementAbi.Deployment([0x60, 0], new("Ökonomie", "", 2), SomeAccount, SomeHash)));

    [Fact]
    public void A_revert_is_put_into_words()
    {
        Assert.Equal("ERC20InsufficientBalance(account 74565, 3, 1180591620717411303424)", RevertReason.Describe(vectors.Bytes("revert")));
        Assert.Equal("Error(no reason)", RevertReason.Describe(vectors.Bytes("text")));
        Assert.Equal("unknown error 0x01020304", RevertReason.Describe([1, 2, 3, 4]));
        Assert.Equal("ERC20InsufficientBalance with unreadable arguments", RevertReason.Describe(vectors.Bytes("revert")[..20]));
    }

    private static SigningKey KeyOf(string text) => SigningKey.TryParse(text, out var key) ? key : throw new InvalidOperationException();

    private static byte[] Ramp(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)((i * 7 + length) % 256))];

    private static string Hex(byte[] bytes) => "0x" + Convert.ToHexStringLower(bytes);
}

/// <summary>The vectors, computed once.</summary>
public sealed class AbiVectors : IAsyncLifetime
{
    private JsonDocument? vectors;

    public async Task InitializeAsync()
    {
        var toolchain = await HardhatFixture.Toolchain();
        var script = Path.Combine(HardhatFixture.Root, "tests", "contracts", "abi-vectors.mjs");
        var text = "";
        await using var node = NodeProcess.Start(toolchain.Node, [script], HardhatFixture.Root, async output => text = await output.ReadToEndAsync());
        await node.WaitForExitAsync(CancellationToken.None);
        await node.DisposeAsync();
        vectors = JsonDocument.Parse(text.Length > 0 ? text : throw new InvalidOperationException(node.ErrorTail));
    }

    public Task DisposeAsync()
    {
        vectors?.Dispose();
        return Task.CompletedTask;
    }

    public string Text(string name) => vectors!.RootElement.GetProperty(name).GetString()!;

    public string[] Texts(string name) => [.. vectors!.RootElement.GetProperty(name).EnumerateArray().Select(e => e.GetString()!)];

    public byte[] Bytes(string name) => Convert.FromHexString(Text(name).AsSpan(2));
}
