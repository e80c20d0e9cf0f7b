using Economy.Chain.Rpc;

namespace Economy.Tests.Chain;

/// <summary>Transactions signed here, on a node that does not hold the key.</summary>
[Collection(HardhatCollection.Name)]
public sealed class TransactionSignerTests(HardhatFixture hardhat) : SettlementSuite(hardhat)
{
    [NodeFact]
    public async Task What_is_sent_twice_is_taken_once_and_both_times_under_the_same_hash()
    {
        var (node, control) = await SharedAsync();
        var key = await OwnKey.FundedAsync(control);
        var client = Connect(node.Url, key: key);
        Transaction[] transactions = [.. Enumerable.Range(0, 3).Select(nonce => new Transaction(key.Address, key.Address, [], nonce, 21_000))];

        var first = await client.SendAsync(transactions);
        var again = await client.SendAsync(transactions);

        Assert.All(first, sent => Assert.True(sent.Error is null, sent.Error?.Describe()));
        Assert.Equal(first.Select(s => s.Hash), again.Select(s => s.Hash));
        Assert.Equal(3, await client.NonceAsync(key.Address));
        Assert.All(await client.ReceiptsAsync([.. again.Select(s => s.Hash!.Value)]), receipt => Assert.True(receipt!.Succeeded));
    }

    [NodeFact]
    public async Task What_another_transaction_has_taken_the_place_of_is_refused()
    {
        var (node, control) = await SharedAsync();
        var key = await OwnKey.FundedAsync(control);
        var client = Connect(node.Url, key: key);
        await client.SendAsync([new Transaction(key.Address, key.Address, [], 0, 21_000)]);

        var refused = await client.SendAsync([new Transaction(key.Address, key.Address, [], 0, 22_000)]);

        Assert.Null(refused[0].Hash);
        Assert.NotNull(refused[0].Error);
    }

    [NodeFact]
    public async Task Who_cannot_pay_is_named_with_what_there_is_and_what_it_takes()
    {
        var key = OwnKey.Of(OwnKey.Text());
        var client = Connect((await SharedAsync()).Node.Url, key: key);

        var refused = await Assert.ThrowsAsync<EndpointException>(() => client.SendAsync([new Transaction(key.Address, key.Address, [], 0, 21_000)]));

        Assert.Equal(EndpointFault.NoFunds, refused.Fault);
        Assert.StartsWith($"The settling account {key.Address} has 0 ether and must be able to pay 0.", refused.Message, StringComparison.Ordinal);
    }
}

public sealed class FeesTests
{
    [Fact]
    public void Fees_stay_while_the_base_fee_may_still_double_and_then_rise_enough_to_take_the_place_of_what_waits()
    {
        var fees = Fees.At(baseFee: 100, usualTip: 10, default);
        Assert.Equal(new Fees(410, 10), fees);
        Assert.Equal(fees, Fees.At(205, 50, fees));
        var raised = Fees.At(206, 10, fees);
        Assert.True(raised.Most >= fees.Most * 1.125 && raised.Tip >= fees.Tip * 1.125 && raised.Most >= 2 * 206, $"{raised}");
        Assert.Equal(new Fees(1, 1), Fees.At(0, 0, default));
        Assert.Equal(new Fees(1, 1), Fees.At(0, 0, new Fees(1, 1)));
    }
}
