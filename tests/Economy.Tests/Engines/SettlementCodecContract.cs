using System.Numerics;
using Economy.Chain;
using Economy.Chain.Abi;
using Economy.Chain.Settlement;
using Economy.Chain.Signing;
using Economy.Core.Books;

namespace Economy.Tests.Engines;

/// <summary>What every codec must write and read: the bytes of the default one, which is held to ethers.</summary>
public abstract class SettlementCodecContract
{
    private static readonly SettlementCodec Expected = SettlementCodec.Instance;
    private static readonly Hash32 Run = new([.. Enumerable.Range(1, 32).Select(i => (byte)(i * 7))]);
    private static readonly Address Place = Address.Of(new AccountId(0x12345));

    protected abstract ISettlementCodec Codec { get; }

    [ContractFact]
    public void Calls_are_the_same_bytes_whatever_their_length()
    {
        foreach (var length in (int[])[0, 1, 31, 32, 33, 64, 4800])
        {
            var (a, b) = (Ramp(length), Ramp(length + 1));
            foreach (var batch in (long[])[0, 1, 255, long.MaxValue])
                AssertSame(codec => codec.Settle(batch, a, b), codec => codec.RecordAllocations(batch, Run, a), codec => codec.SettleTrade(batch, Trade(a, b), Ramp(65), Ramp(65)));
            AssertSame(codec => codec.RegisterSigners(length, a), codec => codec.Deployment(b, "Economy Crédit", "CREDIT", 2, Place, Run));
        }

        AssertSame(codec => codec.CloseTick(long.MaxValue, int.MaxValue, Run), codec => codec.ContinueFrom(3, 4, 5, Run));
    }

    [ContractFact]
    public void Questions_are_the_same_bytes() => AssertSame(
        codec => codec.RunId.Call, codec => codec.NextBatch.Call, codec => codec.NextTick.Call, codec => codec.Currency.Call, codec => codec.Assets.Call, codec => codec.JournalRoot(7).Call,
        codec => codec.Supply(TokenId.Currency).Call, codec => codec.Supply(new TokenId(3)).Call, codec => codec.Balances(TokenId.Currency, 1, 1000).Call, codec => codec.Balances(new TokenId(3), 1001, 12).Call);

    [ContractFact]
    public void Events_are_looked_for_by_the_same_topics()
    {
        Assert.Equal(Expected.BatchSettled(77), Codec.BatchSettled(77));
        Assert.Equal(Expected.TickClosed(78), Codec.TickClosed(78));
    }

    [ContractFact]
    public void Answers_are_read_alike()
    {
        var word = AbiWriter.Constructor([]).Number(258).ToArray();
        Assert.Equal((258, 258), (Codec.NextBatch.Decode(word), Codec.NextTick.Decode(word)));
        Assert.Equal(new Hash32(word), Codec.RunId.Decode(word));
        Assert.Equal(Run, Codec.JournalRoot(1).Decode(AbiWriter.Constructor([]).Hash(Run).ToArray()));
        Assert.Equal((Place, Place), (Codec.Currency.Decode(AbiWriter.Constructor([]).Account(Place).ToArray()), Codec.Assets.Decode(AbiWriter.Constructor([]).Account(Place).ToArray())));
        var large = (BigInteger.One << 256) - 1;
        Assert.Equal(large, Codec.Supply(TokenId.Currency).Decode([.. Enumerable.Repeat((byte)255, 32)]));
        byte[] list = [.. AbiWriter.Constructor([]).Number(32).Number(2).Number(5).ToArray(), .. Enumerable.Repeat((byte)255, 32)];
        Assert.Equal([5, large], Codec.Balances(TokenId.Currency, 1, 2).Decode(list));
    }

    [ContractFact]
    public void An_answer_that_is_not_one_is_a_fault()
    {
        Assert.Throws<ChainNodeException>(() => Codec.NextBatch.Decode([.. Enumerable.Repeat((byte)255, 32)]));
        Assert.Throws<ChainNodeException>(() => Codec.RunId.Decode([1, 2, 3]));
        Assert.Throws<ChainNodeException>(() => Codec.Balances(TokenId.Currency, 1, 2).Decode(AbiWriter.Constructor([]).Number(32).Number(900).ToArray()));
    }

    [ContractFact]
    public void Both_sides_sign_the_same_bytes()
    {
        var (expected, found) = (Expected.Signer(Run, 31337, Place), Codec.Signer(Run, 31337, Place));
        foreach (var i in Enumerable.Range(0, 40))
        {
            var trade = Trade(Ramp(16 * i), Ramp(20)) with { Posting = i + 1, Buyer = new AccountId(10 + i), Seller = new AccountId(90 - i) };
            Assert.Equal(expected.SignerOf(trade.Buyer), found.SignerOf(trade.Buyer));
            var ((buyer, seller), (foundBuyer, foundSeller)) = (expected.Sign(trade), found.Sign(trade));
            Assert.Equal(buyer, foundBuyer);
            Assert.Equal(seller, foundSeller);
        }
    }

    private static TradeTerms Trade(byte[] moves, byte[] assetMoves) => new(5, 1, new AccountId(10), new AccountId(11), moves, assetMoves);

    private void AssertSame(params Func<ISettlementCodec, byte[]>[] writes)
    {
        foreach (var write in writes) Assert.Equal(Convert.ToHexString(write(Expected)), Convert.ToHexString(write(Codec)));
    }

    private static byte[] Ramp(int length) => [.. Enumerable.Range(0, length).Select(i => unchecked((byte)i))];
}

[Engine("nethereum")]
public class NethereumCodecContract : SettlementCodecContract
{
#if NETHEREUM
    protected override ISettlementCodec Codec => new Nethereum.NethereumClient(new Uri("http://127.0.0.1:1")).Codec;
#else
    protected override ISettlementCodec Codec => throw new NotSupportedException();
#endif
}
