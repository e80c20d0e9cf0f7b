using Economy.Chain.Nodes;
using Economy.Chain.Rpc;
using Economy.Chain.Accounts;
using Xunit.Abstractions;

namespace Economy.Tests.Chain;

/// <summary>A proxy between settlement and its node delays, drops, doubles, cuts and corrupts what passes: no unit is lost or doubled.</summary>
[Collection(HardhatCollection.Name)]
public class NetworkFaultTests(HardhatFixture hardhat, ITestOutputHelper output) : SettlementSuite(hardhat)
{
    private static readonly int Rounds = int.Parse(Environment.GetEnvironmentVariable("ECONOMY_FAULT_ROUNDS") ?? "3", System.Globalization.CultureInfo.InvariantCulture);
    private static readonly RpcOptions Impatient = new() { Timeout = TimeSpan.FromMilliseconds(300), Retries = 3, FirstPause = TimeSpan.FromMilliseconds(5) };

    [NodeFact]
    public async Task A_bad_network_costs_time_and_no_unit_is_lost_or_doubled()
    {
        var counts = new Dictionary<Mischief, int>();
        var (stops, batches) = (0, 0L);
        var (node, control) = await SharedAsync();
        await PrepareAsync(control);
        for (var seed = 1; seed <= Rounds; seed++)
        {
            await using var proxy = new FaultyProxy(node.Url) { Choose = FaultyProxy.AtRandom(seed, every: 5) };
            using var run = new DurableRun(ticks: 15, seed) { Calm = () => proxy.Choose = (_, _) => Mischief.None };
            await run.SettleAsync(await run.RequestAsync(cancel => ChainNode.ConnectAsync(node.Url, cancel: cancel), _ => Through(proxy.Url, Impatient)));
            foreach (var (mischief, count) in proxy.Counts) counts[mischief] = counts.GetValueOrDefault(mischief) + count;
            foreach (var reason in run.Reasons) output.WriteLine(reason);
            (stops, batches) = (stops + run.Stops, batches + run.Settled.Progress.Batches);
        }

        output.WriteLine($"{Rounds} runs, {batches} batches, {stops} stops and resumptions; exchanges: {string.Join(", ", counts.OrderBy(c => c.Key).Select(c => $"{c.Key} {c.Value}"))}");
        Assert.All(Enum.GetValues<Mischief>(), mischief => Assert.True(counts.GetValueOrDefault(mischief) > 0, $"{mischief} was never met"));
    }

    /// <summary>Before the network gets bad.</summary>
    protected virtual Task PrepareAsync(EthereumClient control) => Task.CompletedTask;

    /// <summary>A client that sends its transactions through the proxy.</summary>
    protected virtual EthereumClient Through(Uri proxy, RpcOptions options) => Connect(proxy, options);
}

/// <summary>The same where transactions are signed here, by a key that the node does not hold.</summary>
[Collection(HardhatCollection.Name)]
public class SigningNetworkFaultTests(HardhatFixture hardhat, ITestOutputHelper output) : NetworkFaultTests(hardhat, output)
{
    private SigningKey? key;

    /// <inheritdoc />
    protected override async Task PrepareAsync(EthereumClient control) => key = await OwnKey.FundedAsync(control);

    /// <inheritdoc />
    protected override EthereumClient Through(Uri proxy, RpcOptions options) => Connect(proxy, options, key);
}

/// <summary>The same on anvil.</summary>
[NeedsAnvil]
[Collection(HardhatCollection.Name)]
public sealed class NetworkFaultAnvilTests(HardhatFixture hardhat, ITestOutputHelper output) : NetworkFaultTests(hardhat, output)
{
    protected override string Node => "anvil";
}
