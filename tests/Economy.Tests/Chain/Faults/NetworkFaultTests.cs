using Economy.Chain.Nodes;
using Economy.Chain.Rpc;
using Xunit.Abstractions;

namespace Economy.Tests.Chain;

/// <summary>A proxy between settlement and its node delays, drops, doubles, cuts and corrupts what passes: no unit is lost or doubled.</summary>
[Collection(HardhatCollection.Name)]
public sealed class NetworkFaultTests(HardhatFixture hardhat, ITestOutputHelper output)
{
    private static readonly int Rounds = int.Parse(Environment.GetEnvironmentVariable("ECONOMY_FAULT_ROUNDS") ?? "3", System.Globalization.CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_bad_network_costs_time_and_no_unit_is_lost_or_doubled(bool signsHere)
    {
        var key = signsHere ? await OwnKey.FundedAsync(hardhat.Client) : null;
        var counts = new Dictionary<Mischief, int>();
        var (stops, batches) = (0, 0L);
        for (var seed = 1; seed <= Rounds; seed++)
        {
            await using var proxy = new FaultyProxy(hardhat.Node.Url) { Choose = FaultyProxy.AtRandom(seed, every: 5) };
            using var run = new DurableRun(ticks: 15, seed) { Calm = () => proxy.Choose = (_, _) => Mischief.None };
            await run.SettleAsync(await run.RequestAsync(
                cancel => ChainNode.ConnectAsync(hardhat.Node.Url, cancel: cancel),
                _ => Connect(proxy.Url)));
            foreach (var (mischief, count) in proxy.Counts) counts[mischief] = counts.GetValueOrDefault(mischief) + count;
            foreach (var reason in run.Reasons) output.WriteLine(reason);
            (stops, batches) = (stops + run.Stops, batches + run.Settled.Progress.Batches);
        }

        output.WriteLine($"{Rounds} runs, transactions signed {(signsHere ? "here" : "by the node")}, {batches} batches, {stops} stops and resumptions; exchanges: {string.Join(", ", counts.OrderBy(c => c.Key).Select(c => $"{c.Key} {c.Value}"))}");
        Assert.All(Enum.GetValues<Mischief>(), mischief => Assert.True(counts.GetValueOrDefault(mischief) > 0, $"{mischief} was never met"));

        IEthereumClient Connect(Uri url)
        {
            var client = new JsonRpcClient(url, new RpcOptions { Timeout = TimeSpan.FromMilliseconds(300), Retries = 3, FirstPause = TimeSpan.FromMilliseconds(5) });
            return key is null ? client : new SigningClient(client, hardhat.Node.ChainId, key);
        }
    }
}
