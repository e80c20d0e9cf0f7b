using System.Text.Json;
using Economy.Chain.Abi;
using Economy.Chain.Processes;
using Economy.Chain.Rpc;
using Economy.Chain.Settlement;
using Economy.Chain.Signing;
using Economy.Core.Books;

namespace Economy.Tests.Chain;

/// <summary>Our coder against ethers, which tests/contracts/abi-vectors.mjs runs.</summary>
public sealed class AbiVectorTests(AbiVectors vectors) : IClassFixture<AbiVectors>
{
    private static readonly int[] HashLengths = [0, 1, 3, 55, 56, 135, 136, 137, 271, 272, 273, 1000];
    private static readonly int[] CallLengths = [0, 1, 31, 32, 33, 64, 4800];
    private static readonly Address SomeAccount = Address.Of(new AccountId(0x12345));
    private static readonly Hash32 SomeHash = new(Enumerable.Repeat((byte)0xa5, 32).ToArray());

    [Fact]
    public void Keccak_agrees_at_every_length_around_its_block_size()
    {
        Assert.Equal(vectors.Texts("keccak"), HashLengths.Select(length => Hex(Keccak256.Hash(Ramp(length)))));
    }

    [Theory]
    [InlineData("", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470")]
    [InlineData("abc", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45")]
    [InlineData("Transfer(address,address,uint256)", "ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef")]
    public void Keccak_gives_the_published_hashes(string text, string hash) =>
        Assert.Equal(hash, AbiWriter.Topic(text).ToString());

    [Fact]
    public void Topics_agree() => Assert.Equal(vectors.Text("topic"), $"0x{AbiWriter.Topic("BatchSettled(uint64,uint64)")}");

    [Fact]
    public void A_batch_is_encoded_alike_whatever_its_length() => Assert.Equal(
        vectors.Texts("settle"),
        CallLengths.Select(n => Hex(SettlementCodec.Instance.Settle(n, Ramp(n), Ramp(n + 1)))));

    [Fact]
    public void A_close_is_encoded_alike() => Assert.Equal(vectors.Text("closeTick"), Hex(SettlementCodec.Instance.CloseTick(long.MaxValue, 7, SomeHash)));

    [Fact]
    public void A_record_is_encoded_alike() => Assert.Equal(
        vectors.Text("recordAllocations"), Hex(SettlementCodec.Instance.RecordAllocations(9, SomeHash, Ramp(45))));

    [Fact]
    public void Members_and_lists_of_a_proof_are_encoded_alike() => Assert.Equal(
        vectors.Text("verifyEntry"),
        Hex(ProofCheck.EntryCall(4, 1, new Entry(new AccountId(3), new AccountId(4), new TokenId(5), 7, (Instrument)6, 2), new MerkleProof([SomeHash, new Hash32(Keccak256.Hash(Enumerable.Repeat((byte)0xa5, 32).ToArray()))], 5))));

    [Fact]
    public void Trades_are_hashed_signed_and_encoded_alike()
    {
        var signer = new TradeSigner(SomeHash, 31337, SomeAccount);
        var trades = Enumerable.Range(0, 40).Select(i => new PackedBatch(Ramp(16 * i), Ramp(20), i + 1) { Trade = new SignedTrade(5, i + 1, new AccountId(10 + i), new AccountId(90 - i)) }).ToList();
        Assert.Equal(vectors.Texts("digests"), trades.Select(t => Hex(signer.Digest(t.Terms))));
        Assert.Equal(vectors.Texts("signers"), trades.Select(t => signer.SignerOf(t.Terms.Buyer).ToString()));
        Assert.Equal(vectors.Texts("settleTrades"), trades.Select((t, i) => Hex(Operation.Batch(SettlementCodec.Instance, i, 5, t, signer).CallData)));
    }

    [Fact]
    public void Lists_and_strings_of_every_length_have_the_same_prefixes()
    {
        Assert.Equal(vectors.Texts("rlp"), ((int[])[0, 1, 2, 54, 55, 56, 255, 256, 257, 65535, 65536]).Select(n => Hex(Rlp.Bytes(Ramp(n)))));
        Assert.Equal(vectors.Texts("rlpBytes"), ((byte[])[0, 1, 0x7f, 0x80, 0xff]).Select(b => Hex(Rlp.Bytes([b]))));
        byte[][] lists = [Rlp.List(), Rlp.List(Rlp.List()), Rlp.List(Rlp.List(), Rlp.List(Rlp.Number(1), Rlp.Bytes(Ramp(60)))), Rlp.List([.. Enumerable.Repeat(Rlp.Number(5), 56)])];
        Assert.Equal(vectors.Texts("rlpLists"), lists.Select(Hex));
    }

    [Fact]
    public void Transactions_are_encoded_signed_and_hashed_alike()
    {
        var keys = vectors.Texts("keys");
        var signed = Enumerable.Range(0, 300).Select(i =>
        {
            var transaction = new Transaction(
                default, i % 3 > 0 ? SomeAccount : null, Ramp(((int[])[0, 1, 2, 54, 55, 56, 255, 256, 257, 300, 65536])[i % 11]), ((long[])[0, 1, 127, 128, 255, 256, 1L << 32])[i % 7], 21000 + i * 50000);
            return KeyOf(keys[i]).Sign(transaction, i % 2 > 0 ? 31337 : 1, new Fees(300 + (long)System.Numerics.BigInteger.Pow(3, i % 38), i));
        }).ToList();
        Assert.Equal(vectors.Texts("transactions"), signed.Select(Hex));
        Assert.Equal(vectors.Texts("transactionHashes"), signed.Select(bytes => Hex(Keccak256.Hash(bytes))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0x12")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141")]
    [InlineData("g000000000000000000000000000000000000000000000000000000000000001")]
    [InlineData("0x0000000000000000000000000000000000000000000000000000000000000000001")]
    public void What_is_no_key_is_not_taken_for_one(string text) => Assert.False(SigningKey.TryParse(text, out _));

    [Theory]
    [InlineData("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140")]
    [InlineData(" 0x0000000000000000000000000000000000000000000000000000000000000001\n")]
    public void A_key_shows_its_account_and_never_itself(string text)
    {
        Assert.True(SigningKey.TryParse(text, out var key));
        Assert.Equal($"key of {key.Address}", key.ToString());
    }

    [Fact]
    public void Numbers_are_encoded_alike() =>
        Assert.Equal(vectors.Text("balancesOf"), Hex(AbiWriter.Call("balancesOf(uint256,uint32,uint32)").Number(3).Number(1).Number(1000).ToArray()));

    [Fact]
    public void A_deployment_is_encoded_alike() => Assert.Equal(
        vectors.Text("constructor"),
        Hex(AbiWriter.Constructor([0x60, 0]).Text("Ökonomie").Text("").Number(2).Account(SomeAccount).Account(SomeAccount).ToArray()));

    [Fact]
    public void An_array_is_read_back()
    {
        var array = new AbiReader(vectors.Bytes("array")).Array(0);
        Assert.Equal(4, array.Count);
        Assert.Equal(1, array.Number(1));
        Assert.Equal(long.MaxValue, array.Number(2));
        Assert.Equal((System.Numerics.BigInteger.One << 256) - 1, array.Integer(3));
    }

    [Fact]
    public void Words_and_text_are_read_back()
    {
        var words = new AbiReader(vectors.Bytes("words"));
        Assert.Equal(SomeAccount, words.Account(0));
        Assert.Equal(SomeHash, words.Hash(1));
        Assert.Equal("prix — 5 €", words.Text(2));
    }

    [Fact]
    public void A_revert_is_put_into_words()
    {
        Assert.Equal("ERC20InsufficientBalance(account 74565, 3, 1180591620717411303424)", RevertReason.Describe(vectors.Bytes("revert")));
        Assert.Equal("Error(no reason)", RevertReason.Describe(vectors.Bytes("text")));
        Assert.Equal("unknown error 0x01020304", RevertReason.Describe([1, 2, 3, 4]));
        Assert.Equal("ERC20InsufficientBalance with unreadable arguments", RevertReason.Describe(vectors.Bytes("revert").AsSpan(0, 20)));
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
