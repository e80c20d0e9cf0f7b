using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Experiments.Effects;
using Economy.Experiments.Series;
using Economy.World.Interventions;
using Economy.World.Observers;
using Economy.World.Recommenders;

namespace Economy.Tests.Experiments.Effects;

/// <summary>Effects on the small world, on real runs.</summary>
public sealed class EffectStudyTests
{
    private static readonly SeriesKey Tax = new("markets", "ore", "tax_minor");

    [Fact]
    public void An_intervention_that_changes_nothing_has_differences_of_exactly_0_and_equal_digests()
    {
        var results = Study(new SetKey { At = 5, Key = "money.transactionTax", To = "0.03" });
        Assert.Equal(3, results.Same);
        Assert.All(results.Measures, measure => Assert.All(results.Of(measure), e => Assert.True(e.Runs == 0 || (e.Mean == 0 && e.HalfWidth == 0))));
    }

    [Fact]
    public void Before_its_tick_every_difference_is_exactly_0_and_after_it_the_effect_is_there_with_its_band()
    {
        var results = Study(new SetKey { At = 5, Key = "money.transactionTax", To = "0.3" });
        Assert.Equal(0, results.Same);
        Assert.All(results.Measures, measure => Assert.All(results.Of(measure).Take(5), e => Assert.True(e.Runs == 0 || (e.Mean == 0 && e.HalfWidth == 0), $"{measure}")));
        var tax = results.Of(Tax);
        Assert.True(tax[5].Mean > 0 && tax[5].Runs == 3 && tax[5].Low < tax[5].Mean && tax[5].Mean < tax[5].High);
        Assert.True(results.Over(Tax, 5, 12).Mean > 0);
        Assert.Equal([new CalendarMark(5, "set key money.transactionTax to 0.3")], results.Marks);
    }

    [Fact]
    public void The_effect_of_a_drop_is_told_by_type_and_by_tenths_of_wealth()
    {
        var results = Study(new MoneyDrop { At = 5, Type = "player", Amount = 700 });
        double Of(string group) => results.Of(new SeriesKey("cohorts", group, "money_minor"))[5].Mean;
        Assert.Equal(700, Of("type / player"), 1e-6);
        Assert.Equal(0, Of("type / trader"));
        string[] tenths = [.. Enumerable.Range(1, 10).Select(d => $"decile / {d:00}")];
        Assert.All(tenths, tenth => Assert.InRange(Of(tenth), 0, 700));
        Assert.Contains(tenths, tenth => Of(tenth) > 0);
        Assert.All(tenths, tenth => Assert.InRange(results.Without(new SeriesKey("cohorts", tenth, "participants"))[4].Mean, 9, 11));
    }

    [Fact]
    public void The_table_has_a_row_per_tick_and_measure_and_says_the_same()
    {
        var results = Study(new SetKey { At = 5, Key = "money.transactionTax", To = "0.3" });
        using var table = new StringWriter();
        results.Write(table);
        string[] lines = table.ToString().TrimEnd().Split('\n');
        Assert.Equal("tick,table,group,measure,runs,mean_without,mean_difference,low_95,high_95", lines[0]);
        Assert.Equal(results.Measures.Sum(m => results.Of(m).Count(e => e.Runs > 0)), lines.Length - 1);
        Assert.Contains("4,markets,ore,tax_minor,3,", lines.Single(l => l.StartsWith("4,markets,ore,tax_minor,", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.EndsWith(",0,0,0", lines.Single(l => l.StartsWith("4,markets,ore,tax_minor,", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void Ticks_that_the_scenario_leaves_out_of_its_tables_are_compared_all_the_same()
    {
        var small = Small with { Calendar = [new SetKey { At = 5, Key = "money.transactionTax", To = "0.3" }] };
        string[] texts = [.. from every in (int[])[1, 5] select Text(small with { Output = small.Output with { Every = every } })];
        Assert.Equal(texts[0], texts[1]);

        static string Text(Scenario scenario)
        {
            using var table = new StringWriter();
            new EffectStudy { Seeds = [1, 2] }.Run(scenario).Write(table);
            return table.ToString();
        }
    }

    /// <summary>
    /// What a feed does: with its slots taken away from tick 5 on, and with its ranking made random, beside the run that keeps it. Before the
    /// tick every difference is exactly 0; without slots nobody looks at anything, and participants have fewer places to go.
    /// </summary>
    [Theory]
    [InlineData("subsystems.feed.slots", "0")]
    [InlineData("subsystems.feed.exploration", "1")]
    public void The_effect_of_a_recommender_is_that_of_taking_it_out_or_making_it_random(string key, string to)
    {
        var small = Small;
        var fed = small with
        {
            Subsystems = [.. small.Subsystems, new Recommender { Name = "feed", Ranking = new RetrievalRanking { Beta = 50 } }],
            Population = small.Population with
            {
                Types = [.. small.Population.Types.Select(t => t with { Awareness = 0.1, Preferences = new Dictionary<string, double>(t.Preferences) { ["feed"] = 1 } })],
            },
            Output = small.Output with { Observers = [new Recommendations()] },
            Calendar = [new SetKey { At = 5, Key = key, To = to }],
        };
        var results = new EffectStudy { Seeds = [1, 2, 3], Threads = 2, Tables = [.. RunSeries.Usual, typeof(Recommendations.Row)] }.Run(fed);
        Assert.Equal(0, results.Same);
        Assert.All(results.Measures, measure => Assert.All(results.Of(measure).Take(5), e => Assert.True(e.Runs == 0 || (e.Mean == 0 && e.HalfWidth == 0), $"{measure}")));
        var looks = new SeriesKey("recommendations", "feed", "looks");
        Assert.True(results.Without(looks)[6].Mean > 0);
        if (to == "0") Assert.Equal(-results.Without(looks)[6].Mean, results.Of(looks)[6].Mean, 1e-9);
        else Assert.NotEqual(0, results.Over(new SeriesKey("recommendations", "feed", "followed_share"), 5, 12).Mean);
    }

    [Fact]
    public void A_scenario_without_a_calendar_has_no_effect_to_measure() =>
        Assert.Throws<ArgumentException>(() => new EffectStudy { Seeds = [1] }.Run(Small));

    private static Scenario Small => World.Worlds.Small() with { Allocation = new AllocationSpec { Policy = "proportional" } };

    private static EffectResults Study(params InterventionSpec[] calendar) =>
        new EffectStudy { Seeds = [1, 2, 3], Threads = 2 }.Run(Small with { Calendar = calendar });
}
