using Economy.Core.Records;
using Economy.Core.Scenarios;

namespace Economy.Tests.World.Demography;

/// <summary>Who is there at the start, and what they have.</summary>
public class InitialConditionTests
{
    public static TheoryData<WealthDistribution> Distributions => new(Enum.GetValues<WealthDistribution>());

    [Theory]
    [MemberData(nameof(Distributions))]
    public void Scaled_wealth_adds_up_to_mean_times_number_for_every_seed(WealthDistribution distribution)
    {
        for (ulong seed = 1; seed <= 40; seed++)
        {
            var (drawn, scaled) = (Money(distribution, null, seed), Money(distribution, true, seed));
            Assert.Equal((long)Math.Floor(1234.567 * 37 + 0.5), scaled.Sum());
            // Each has what it drew, times one factor, to the unit; the draws themselves are rounded to one, too.
            var factor = scaled.Sum() / (double)drawn.Sum();
            Assert.All(drawn.Zip(scaled), p => Assert.InRange(p.Second, p.First * factor - 2 - factor, p.First * factor + 2 + factor));
        }
    }

    [Fact]
    public void Large_amounts_are_scaled_exactly_too()
    {
        foreach (var mean in (double[])[0, 0.4, 1e15, 2.5e16 / 37])
            Assert.Equal((long)Math.Floor(mean * 37 + 0.5), Money(WealthDistribution.Pareto, true, 7, mean).Sum());
    }

    [Fact]
    public void With_one_seed_for_the_population_several_seeds_run_the_same_participants()
    {
        var (one, other) = (Run(1, 77), Run(2, 77));
        Assert.Equal(Traits(one), Traits(other));
        Assert.NotEqual(one.Rows<TickRow>()[^1].Utility, other.Rows<TickRow>()[^1].Utility);
        Assert.NotEqual(Traits(one), Traits(Run(1, 78)));
        Assert.NotEqual(Traits(one), Traits(Run(1, null)));
    }

    [Fact]
    public void Without_a_seed_of_its_own_the_population_has_that_of_the_run() => Assert.Equal(Run(4, null).Transcript(), Run(4, 4).Transcript());

    private static IReadOnlyList<(long, double)> Traits(MemorySink rows) => [.. rows.Rows<ParticipantRow>().Select(p => (p.Endowment, p.Attention))];

    private static MemorySink Run(ulong seed, ulong? ofPopulation)
    {
        var small = Worlds.Small(seed);
        return Runs.Of(small with { Population = small.Population with { Seed = ofPopulation, EntryRate = 0 } }).Rows;
    }

    private static long[] Money(WealthDistribution distribution, bool? scaled, ulong seed, double mean = 1234.567)
    {
        var scenario = new Scenario
        {
            Name = "start", Ticks = 1, Chain = "none", Seed = seed,
            Population = new() { Types = [new() { Name = "first", Count = 3, Wealth = new() { Mean = 5 } }, new() { Name = "second", Count = 37, Wealth = new() { Distribution = distribution, Mean = mean, Scaled = scaled } }] },
        };
        return [.. Runs.Of(scenario).Rows.Rows<ParticipantRow>().Skip(3).Select(p => p.Endowment)];
    }
}
