using Economy.Tests.Reporting;

namespace Economy.Tests.Cli;

/// <summary>A market that sells at several prices in a tick is no forgery.</summary>
public sealed class DoubleAuctionVerifyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_run_with_a_double_auction_verifies()
    {
        var run = await EconomyProcess.RunAsync(folder.Path, ["run", EconomyProcess.Small, "--quiet", "--set", "markets.0.mechanism=double-auction", "--ticks", "20", "--name", "books"]);
        Assert.True(run.ExitCode == 0, run.ToString());
        var prices = File.ReadLines(folder["runs/books/trades.csv"]).Skip(1).Select(l => l.Split(',')).GroupBy(c => (Tick: c[0], Asset: c[2]), c => c[6]).Select(g => g.Distinct().Count());
        Assert.Contains(prices, several => several > 1);
        var verified = await EconomyProcess.RunAsync(folder.Path, ["verify", "runs/books"]);
        Assert.True(verified.ExitCode == 0, verified.ToString());
    }
}
