using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Experiments;
using Economy.Experiments.Scoring;
using Economy.Experiments.Scoring.Facts;
using Economy.Tests.Reporting;
using Economy.Tests.Support;

namespace Economy.Tests.Experiments.Scoring;

/// <summary>Facts, their bands and their verdicts.</summary>
public sealed class ScorecardTests
{
    [Fact]
    public void Every_fact_has_its_words_figures_with_a_place_and_a_band_that_holds_something()
    {
        Assert.InRange(Fact.All.Count, 60, 200);
        Assert.Equal(Fact.All.Select(f => f.Name).Order(StringComparer.Ordinal), Fact.All.Select(f => f.Name));
        Assert.All(Fact.All, fact =>
        {
            Assert.True(fact.Meaning.Length > 10 && !fact.Meaning.EndsWith('.'), fact.Name);
            Assert.All(fact.Figures, figure => Assert.True(figure.System.Length > 0 && figure.Path.Contains('/', StringComparison.Ordinal) && figure.Values.Length > 0, fact.Name));
            Assert.True(fact.Band.Low < fact.Band.High, fact.Name);
        });
    }

    [FactWhereData("facts.json")]
    public void Every_figure_is_the_one_that_the_file_of_facts_has()
    {
        var file = FactFile.Read(SharedData.Path("facts.json"));
        foreach (var figure in Fact.All.SelectMany(f => f.Figures)) Assert.Equal(figure.Values.Order(), file.Of(figure).Values.Order());
    }

    [Fact]
    public void Other_figures_make_another_band_and_what_a_file_lacks_stays()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["facts.json"], """{"eve_not_extracted": {"sink_over_faucet": {"0.05": 0.1, "0.5": 0.2, "0.95": 0.9}}}""");
        var file = FactFile.Read(folder["facts.json"]);
        var fact = new SinksOverFaucets();
        Assert.Equal(new Band(0.1, 0.9), fact.BandOf([.. fact.Figures.Select(file.Of)]));
        Assert.Equal(new WealthGini().Band, new WealthGini().BandOf([.. new WealthGini().Figures.Select(file.Of)]));
        File.WriteAllText(folder["facts.json"], "{\n\"a\": \n}");
        Assert.Contains("facts.json:3: ", Assert.Throws<InvalidDataException>(() => FactFile.Read(folder["facts.json"])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { 0.6, 0.8 }, Verdict.Hit)]
    [InlineData(new[] { 0.3, 0.5 }, Verdict.Near)]
    [InlineData(new[] { 0.0, 0.1 }, Verdict.Miss)]
    [InlineData(new double[0], Verdict.NotMeasurable)]
    public void A_verdict_goes_by_the_mean_and_the_width_of_the_band(double[] values, Verdict verdict) =>
        Assert.Equal(verdict, new FactScore(new SinksOverFaucets(), [], new Band(0.5, 1), values, null, null).Verdict);

    [Fact]
    public void A_run_of_the_small_world_is_scored_and_what_it_cannot_say_has_its_reason()
    {
        var card = Scorecard.Of([.. new ulong[] { 1, 2 }.Select(Run)]);
        Assert.Equal(Fact.All.Count, card.Scores.Count);
        Assert.All(card.Scores, s => Assert.True(s.Verdict != Verdict.NotMeasurable == s.Reason is null, s.Fact.Name));
        var gini = card.Scores.Single(s => s.Fact is MoneyGini);
        Assert.Equal(2, gini.Values.Count);
        Assert.All(gini.Values, v => Assert.InRange(v, 0.3, 0.9));
        Assert.Contains("fewer than 10", card.Scores.Single(s => s.Fact is ArrivalsDispersionDay).Reason, StringComparison.Ordinal);
        Assert.Equal("no table lists jobs and their run times", card.Scores.Single(s => s.Fact is JobRuntimeTail).Reason);
        using var table = new StringWriter();
        card.Write(table);
        Assert.Equal(1 + card.Scores.Count, table.ToString().TrimEnd().Split('\n').Length);
        Assert.Contains($"of {card.Measurable} measurable facts of {card.Scores.Count}; 2 runs", card.Text(), StringComparison.Ordinal);
    }

    private static FactRun Run(ulong seed)
    {
        var scenario = World.Worlds.Small(seed) with { Allocation = new AllocationSpec { Policy = "proportional" } };
        var rows = new RunRows(Scorecard.Tables());
        Trunk(scenario, rows);
        return new FactRun(scenario, rows);
    }

    private static void Trunk(Scenario scenario, IRunSink rows) =>
        Economy.Experiments.Branches.Trunk.At(scenario, ScenarioWorlds.Build, scenario.Ticks, rows);
}
