using Economy.Core.Books;
using Economy.Core.Records;

namespace Economy.Tests.World.Money;

public sealed class DividendLaws
{
    /// <summary>What pools take in is passed on in the same tick, to the unit, in parts that differ by a unit a pool at most.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void Owners_get_all_that_their_pools_take_in_equal_parts(int owners)
    {
        var small = Worlds.Small() with { Ticks = 10 };
        var run = MoneyRun.Of(small with
        {
            Pools = [.. small.Pools.Select(p => p with { Owner = "landlords" })],
            Population = small.Population with { Types = [.. small.Population.Types, new() { Name = "landlords", Count = owners }] },
        });
        var revenue = run.Rows.Rows<AllocationRow>().Where(r => small.Pools.Any(p => p.Name == r.Pool)).Select(r => (r.Tick, r.Pool, r.Revenue)).Distinct().ToLookup(r => r.Tick, r => r.Revenue);
        Assert.True(revenue.Sum(r => r.Sum()) > 100);
        AccountId[] pools = [.. small.Pools.Select((_, j) => run.World.Chart.Provider(j))];
        foreach (var journal in run.Journals)
        {
            var parts = journal.Entries.ToArray().Where(e => e.Instrument == Instrument.Dividend && pools.Contains(e.From)).GroupBy(e => e.To).Select(g => g.Sum(e => e.Amount)).ToList();
            Assert.Equal(revenue[journal.Tick].Sum(), parts.Sum());
            if (parts.Count == owners) Assert.InRange(parts.Max() - parts.Min(), 0, small.Pools.Count);
            else Assert.InRange(parts.Count, 0, revenue[journal.Tick].Sum());
        }
    }
}
