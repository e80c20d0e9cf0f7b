using Economy.Chain.Settlement;
using Economy.Core.Blocks;
using Economy.Core.Books;
using Economy.Core.Scenarios;

namespace Economy.Tests.Chain;

/// <summary>The committed table of gas against the contracts on a real node.</summary>
[Collection(HardhatCollection.Name)]
public sealed class GasTableTests(HardhatFixture hardhat)
{
    // Nodes follow one gas schedule, but the digits of a nonce or an address move calldata by some bytes.
    private const double Tolerance = 0.02;

    [Fact]
    public async Task Every_operation_costs_what_the_table_says_within_two_percent()
    {
        var measured = await GasMeasurement.OnAsync(hardhat.Client, (await HardhatFixture.Toolchain()).Artifacts);
        Assert.All(GasTable.Operations, o => Assert.True(
            Math.Abs(measured[o] - GasTable.Committed[o]) <= Tolerance * GasTable.Committed[o],
            $"{o}: {measured[o]} measured, {GasTable.Committed[o]} in the table; if the contracts changed, economy chain gas --write"));
    }

    [Fact]
    public async Task A_batch_of_many_kinds_costs_the_sum_of_its_entries_within_ten_percent()
    {
        var contract = await hardhat.DeployAsync();
        await using var queue = new SettlementQueue(contract, new SettlementSpec { Mode = SettlementMode.Batch });
        var holders = Enumerable.Range(4, 90).Select(i => new AccountId(4 * i)).ToArray();
        TokenId money = TokenId.Currency, asset = new(1);
        Entry[] endowment = [.. holders.SelectMany((h, i) => new[] { new Entry(AccountId.Mint, h, money, 1_000, Instrument.Endowment, i), new Entry(AccountId.Mint, h, asset, 1_000, Instrument.Endowment, i) })];
        queue.Accept(new TickJournal(0, endowment));
        Entry[] mixed =
        [
            .. holders[..15].Select((h, i) => new Entry(h, holders[i + 15], money, 10, Instrument.Trade, 1)),
            .. holders[30..45].Select((h, i) => new Entry(h, holders[i + 45], asset, 10, Instrument.Delivery, 2)),
            .. holders[60..75].Select(h => new Entry(AccountId.Mint, h, money, 10, Instrument.Reward, 3)),
            .. holders[75..].Select(h => new Entry(h, AccountId.Mint, asset, 10, Instrument.Consumption, 4)),
        ];
        queue.Accept(new TickJournal(1, mixed));
        await queue.CompleteAsync();
        var table = GasTable.Committed;
        var expected = table[ChainOperation.Batch] + table[ChainOperation.Close]
            + 15 * (table[ChainOperation.Transfer] + table[ChainOperation.AssetTransfer] + table[ChainOperation.Mint] + table[ChainOperation.AssetBurn]);
        Assert.InRange(queue.Rows[1].Gas, 0.9 * expected, 1.1 * expected);
    }

    [Fact]
    public void The_table_is_written_as_it_is_read() =>
        Assert.Equal(File.ReadAllText(Path.Combine(HardhatFixture.Root, "src", "Economy.Core", "Blocks", "gas.csv")), GasTable.Committed.ToCsv());
}
