using System.Numerics;
using Economy.World.Blocks;
using Economy.Tests.Chain;
using FsCheck;
using FsCheck.Fluent;

namespace Economy.Tests.World.Blocks;

[Collection(HardhatCollection.Name)]
public sealed class BaseFeeTests(HardhatFixture hardhat)
{
    // The first three from go-ethereum's tests of EIP-1559, the others from alloy's.
    [Theory]
    [InlineData(1_000_000_000, 10_000_000, 20_000_000, 1_000_000_000)]
    [InlineData(1_000_000_000, 9_000_000, 20_000_000, 987_500_000)]
    [InlineData(1_000_000_000, 11_000_000, 20_000_000, 1_012_500_000)]
    [InlineData(1_000_000_000, 10_000_000, 10_000_000, 1_125_000_000)]
    [InlineData(1_000_000_000, 10_000_000, 12_000_000, 1_083_333_333)]
    [InlineData(1_000_000_000, 10_000_000, 14_000_000, 1_053_571_428)]
    [InlineData(1_072_671_875, 9_000_000, 10_000_000, 1_179_939_062)]
    [InlineData(1_059_263_476, 10_001_000, 14_000_000, 1_116_028_649)]
    [InlineData(1_049_238_967, 0, 2_000_000, 918_084_097)]
    [InlineData(0, 10_000_000, 18_000_000, 1)]
    [InlineData(1, 10_000_000, 18_000_000, 2)]
    public void Published_vectors(long baseFee, long gasUsed, long gasLimit, long next) => Assert.Equal(next, BaseFee.Next(baseFee, gasUsed, gasLimit));

    [Fact]
    public async Task A_real_nodes_own_base_fees_follow_the_recursion()
    {
        await hardhat.Client.InvokeAsync<object>("hardhat_setNextBlockBaseFeePerGas", ["0x3b9aca00"]);
        await hardhat.DeployAsync();
        for (var i = 0; i < 12; i++) await hardhat.Client.InvokeAsync<object>("evm_mine", []);
        await hardhat.DeployAsync();
        var newest = await hardhat.Client.BlockNumberAsync();
        var (parent, met) = (await BlockAsync(newest - 13), 0);
        for (var n = newest - 12; n <= newest; n++)
        {
            var block = await BlockAsync(n);
            Assert.Equal(block.BaseFee, BaseFee.Next(parent.BaseFee, parent.GasUsed, parent.GasLimit));
            if (block.BaseFee != parent.BaseFee) met++;
            parent = block;
        }

        Assert.Equal(13, met);
    }

    [Fact]
    public void It_is_the_rational_formula_rounded_to_where_the_fee_was() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).Three().ToArbitrary(), draw =>
        {
            var limit = 2 * (1 + draw.Item1 / 2L);
            var (used, fee) = (draw.Item2 % (limit + 1), draw.Item3 * 1_000_003L);
            // fee × (1 + (used − target) / target / 8), its distance from fee rounded down.
            var target = new BigInteger(limit / 2);
            var numerator = fee * (used - target);
            var expected = fee + BigInteger.Divide(numerator, 8 * target);
            if (used > target && expected == fee) expected++;
            // Two divisions that round down are one that does.
            Assert.Equal(expected, BaseFee.Next(fee, used, limit));
            Assert.True(BaseFee.Next(fee, limit, limit) <= fee + Math.Max(1, fee / 8) && BaseFee.Next(fee, 0, limit) >= fee - fee / 8);
        }).QuickCheckThrowOnFailure();

    private async Task<(long BaseFee, long GasUsed, long GasLimit)> BlockAsync(long number)
    {
        var block = await hardhat.Client.InvokeAsync<System.Text.Json.JsonElement>("eth_getBlockByNumber", [$"0x{number:x}", false]);
        return (Read("baseFeePerGas"), Read("gasUsed"), Read("gasLimit"));

        long Read(string name) => Convert.ToInt64(block.GetProperty(name).GetString(), 16);
    }
}
