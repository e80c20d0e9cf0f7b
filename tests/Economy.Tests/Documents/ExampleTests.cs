using System.Text.Json;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Scenarios;
using Economy.Tests.Chain;
using Economy.Tests.Cli;
using Economy.Tests.Experiments;
using Economy.Tests.Experiments.Calibration;
using Economy.Tests.Experiments.Files;
using Economy.Tests.Experiments.Sweeps;
using Economy.Tests.Actors.Nodes;
using Economy.Tests.Reporting;
using Economy.Tests.Support;
using Economy.Tests.World.Demand;
using Economy.Tests.World.Money;
using Economy.World.Tick.Decide;

namespace Economy.Tests.Documents;

/// <summary>What documents show is run: here, or by the test that is named beside it.</summary>
public sealed class ExampleTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    /// <summary>Commands that are run here, one after the other in one folder: with what is added to keep them short, and what must come of them.</summary>
    private static readonly (string Command, string Added, Action<Ended, TemporaryFolder> Check)[] Here =
    [
        ("E run scenarios/quickstart.yaml --chain none --seed 7 --name seed-7", "--ticks 4 --quiet", (_, f) => Assert.Contains("seed: 7", File.ReadAllText(f["runs/seed-7/scenario.yaml"]), StringComparison.Ordinal)),
        ("E run scenarios/quickstart.yaml --set allocation.policy=proportional", "--ticks 4 --quiet --chain none --name p", (_, f) => Assert.Contains("policy: proportional", File.ReadAllText(f["runs/p/scenario.yaml"]), StringComparison.Ordinal)),
        ("E run scenarios/quickstart.yaml --checkpoint-every 24", "--ticks 48 --quiet --chain none", (_, f) => Assert.True(File.Exists(f["runs/quickstart/report.html"]))),
        ("E verify runs/quickstart", "", (_, _) => { }),
        ("E export runs/quickstart --to sqlite", "", (said, _) => Assert.Contains(".sqlite", said.Output, StringComparison.Ordinal)),
        ("E explain runs/quickstart --tick 40 --task 17", "", (said, _) => Assert.Contains("17", said.Output, StringComparison.Ordinal)),
        ("E ask runs/quickstart 'who bought ore from trader-3 after tick 40'", "", (said, _) => Assert.Contains("rows used: ", said.Output, StringComparison.Ordinal)),
        ("E allocate problem.json", "", (said, _) => Allocated(said)),
        ("E validate scenarios/*.yaml", "", (said, _) => Assert.Contains("quickstart.yaml", said.Output, StringComparison.Ordinal)),
        ("E schema > economy.schema.json", "", (said, _) => Assert.Equal(File.ReadAllText(Path.Combine(Repository.Root, "scenarios", "scenario.schema.json")).Trim(), said.Output.Trim())),
        ("E devices", "", (_, _) => { }),
        ("economy run scenarios/kinetic-exchange.yaml --set ticks=120 --set population.types.agents.wealth.mean=1", "--quiet --chain none", (_, f) => Assert.Contains("ticks: 120", File.ReadAllText(f["runs/kinetic-exchange/scenario.yaml"]), StringComparison.Ordinal)),
        ("economy run mine.yaml --set money.transactionTax=0.05 --set population.types.trader.count=50 --set pools.cloud.capacity.cpu=128", "--quiet", (_, f) => Assert.Contains("transactionTax: 0.05", File.ReadAllText(f["runs/mine/scenario.yaml"]), StringComparison.Ordinal)),
        ("economy run mine.yaml --set 'markets=[{asset: ore, lotSize: 5}]'", "--quiet", (_, f) => Assert.Contains("lotSize: 5", File.ReadAllText(f["runs/mine/scenario.yaml"]), StringComparison.Ordinal)),
    ];

    /// <summary>Commands that other tests run, or that no test can: with the reason.</summary>
    private static readonly Dictionary<string, string> Elsewhere = new()
    {
        ["dotnet run -c Release --project src/Economy.Cli -- run scenarios/quickstart.yaml"] = $"with its digests and a node: {nameof(EndToEnd.PublishedDigestTests)}, {nameof(EndToEndTests)}",
        ["dotnet test"] = "this is it",
        ["E run scenarios/quickstart.yaml --chain http://127.0.0.1:8545"] = $"needs a node that somebody started: {nameof(NodeCommandTests)}, {nameof(OwnKeyTests)}",
        ["E run scenarios/gpu-cluster.yaml --data DIR"] = $"needs the openb trace, which is no part of the repository: {nameof(OpenbTraceTests)}",
        ["E run scenarios/quickstart.yaml --ticks 2000 --dashboard"] = $"waits for a browser: {nameof(DashboardTests)}",
        ["E run scenarios/quickstart.yaml --name touched --dashboard --paused --beside runs/quickstart"] = $"waits for hands: {nameof(TouchTests)}",
        ["E compare scenarios/quickstart.yaml --seeds 1..20"] = $"180 runs: {nameof(CompareTests)} compares fewer",
        ["E compare scenarios/gpu-cluster.yaml --data DIR --vary demand.capacityScale=0.0083,0.0039,0.0015 --policies equal,proportional,priority,greedy,drf,softmax,softmax-best,eisenberg-gale,attention --seeds 1..10 --misreport 60"] = $"needs the openb trace, and minutes: {nameof(CompareTests)} compares fewer",
        ["E train scenarios/learning.yaml --out model.safetensors"] = $"some minutes: {nameof(World.Learn.LearningTests)}, {nameof(CommandTests)}",
        ["E effect scenarios/entry-wave.yaml --seeds 1..30"] = $"sixty runs: {nameof(EffectTests)} measures on fewer seeds",
        ["E branch runs/quickstart --at 48 --ticks 96 --set money.transactionTax=0.2 --seeds 1..10"] = $"ten runs from a checkpoint: {nameof(BranchTests)}",
        ["E report runs/base-* --beside runs/taxed-*"] = $"runs of the reader's own: {nameof(BranchTests)}",
        ["E score runs/quickstart"] = $"scores are those of {nameof(ScoreTests)}",
        ["E sweep scenarios/experiments/tax-and-traders.yaml"] = $"thirty runs: {nameof(KilledSweepTests)} sweeps smaller ones, {nameof(ExperimentFileTests)} the example of the guide",
        ["E sweep scenarios/experiments/tax-and-traders.yaml --seeds 1..30"] = $"more of them: {nameof(SweepTests)} adds seeds",
        ["E calibrate scenarios/experiments/calibration.yaml"] = $"hundreds of runs: {nameof(CalibrationTests)}",
        ["E study new my-study"] = $"writes beside the studies of the repository: {nameof(StudyCommandTests)}",
        ["E prove runs/quickstart --trade 17"] = $"needs a node: {nameof(EndToEndTests)}",
        ["E ladder runs/quickstart"] = $"needs a node: {nameof(EndToEndTests)}",
        ["E node"] = $"a node that stays: {nameof(NodeCommandTests)}",
        ["E chain status http://127.0.0.1:8545"] = $"needs a node: {nameof(NodeCommandTests)}",
        ["E chain gas --write"] = $"rewrites a source file: {nameof(GasTableTests)} measures the same table",
        ["E data inspect PATH"] = $"needs a trace: {nameof(TraceInspectionTests)}",
        ["E cluster node --seed 127.0.0.1:4711"] = $"several processes: {nameof(ClusterTests)}",
        ["E run scenarios/quickstart.yaml --cluster 127.0.0.1:4711"] = $"several processes: {nameof(ClusterTests)}",
        ["export ECONOMY_LIBTORCH=$(python3 -c 'import torch; print(torch.__path__[0])')/lib"] = "needs an installed PyTorch",
        ["node tests/mutants/run.mjs tests/mutants/contracts.txt"] = "builds and tests each of many mutants: hours",
        ["node tests/mutants/run.mjs tests/mutants/csharp.txt"] = "the same",
        ["node tests/mutants/run.mjs tests/mutants/csharp.txt Ledger"] = "the same",
    };

    public void Dispose() => folder.Dispose();

    /// <summary>Studies are run by <see cref="ScriptTests"/>, all that there are.</summary>
    [Fact]
    public void Every_command_of_every_document_is_run_here_or_named_with_the_reason_why_not()
    {
        string[] known = [.. Here.Select(h => h.Command), .. Elsewhere.Keys];
        string[] found = [.. Documents.Commands.Where(c => !(c.StartsWith("dotnet run simulations/", StringComparison.Ordinal) && File.Exists(Path.Combine(Repository.Root, c["dotnet run ".Length..]))))];
        Assert.Equal(known.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
        Assert.Equal(found.Length, found.Distinct().Count());
    }

    [Fact]
    public async Task The_commands_that_can_run_here_do_what_is_said_of_them()
    {
        Directory.CreateDirectory(folder["scenarios"]);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "scenarios"), "*.yaml")) File.Copy(file, folder[$"scenarios/{Path.GetFileName(file)}"]);
        await File.WriteAllTextAsync(folder["mine.yaml"], First);
        await File.WriteAllTextAsync(folder["problem.json"], """{"bids":[5, 3, 2], "demand":[[1], [1], [1]], "capacity":[[1], [1]]}""");
        foreach (var (command, added, check) in Here)
        {
            var ended = await EconomyProcess.RunAsync(folder.Path, Words($"{command} {added}"));
            Assert.True(ended.ExitCode == 0, $"{command}\n{ended}");
            check(ended, folder);
        }
    }

    /// <summary>The first example asks whether a tax on trades thins out the market for ore. It trades, and at 20 % it trades less than without, on each of five seeds.</summary>
    [Fact]
    public void The_first_example_trades_and_answers_its_question()
    {
        foreach (var seed in Enumerable.Range(7, 5))
        {
            long Units(double tax) => MoneyRun.Of(Read(First, $"seed={seed}", FormattableString.Invariant($"money.transactionTax={tax}")), "attention").Rows.Rows<MarketRow>().Sum(m => m.Volume);
            var (free, asItStands, taxed) = (Units(0), Units(0.02), Units(0.2));
            Assert.True(asItStands >= 100, $"seed {seed}: {asItStands} units");
            Assert.True(taxed < free, $"seed {seed}: {free} without tax, {asItStands} at 2 %, {taxed} at 20 %");
        }
    }

    /// <summary>What the paragraph on scale works out: 0.05·15,000/20 and 0.05·110,000/20.</summary>
    [Fact]
    public void The_worked_values_of_the_paragraph_on_scale_are_those_of_the_model()
    {
        var type = Read(First).Population.Types[0];
        Assert.Equal(37, Worth(0.05, 5_000));
        Assert.InRange(Worth(0.05, 100_000), 274, 275);
        Assert.InRange(Worth(2, 5_000), 1_499, 1_500);

        long Worth(double utils, long money) => MoneyUtility.WillingnessToPay(utils, MoneyUtility.Marginal(type, money), 1_000_000);
    }

    /// <summary>
    /// Every whole scenario reads without a fault and runs; every part of one fits the quickstart. Experiments are those of
    /// <see cref="ExperimentFileTests"/>.
    /// </summary>
    [Fact]
    public void Every_scenario_of_every_document_runs()
    {
        var quickstart = File.ReadAllText(Path.Combine(Repository.Root, "scenarios", "quickstart.yaml"));
        Assert.True(Documents.Yaml.Count() >= 3);
        foreach (var block in Documents.Yaml.Where(b => b.Document != "scenarios/EXPERIMENTS.md"))
        {
            if (block.Text.StartsWith("calendar:", StringComparison.Ordinal)) Read($"{quickstart}\n{block.Text}", "population.entryRoom=30");
            else Assert.NotEmpty(MoneyRun.Of(Read(block.Text, "ticks=6"), "attention").Rows.Rows<TickRow>());
        }
    }

    /// <summary>Taxes of both kinds, fees and transfers move; what verify says of the files is checked on them.</summary>
    [Fact]
    public async Task The_example_of_public_finance_levies_transfers_and_verifies()
    {
        await File.WriteAllTextAsync(folder["welfare-state.yaml"], Documents.Yaml.Single(b => b.Text.Contains("name: welfare-state", StringComparison.Ordinal)).Text);
        var run = await EconomyProcess.RunAsync(folder.Path, ["run", "welfare-state.yaml", "--quiet"]);
        Assert.True(run.ExitCode == 0, run.ToString());
        var budget = File.ReadLines(folder["runs/welfare-state/treasury.csv"]).Skip(1).Select(l => l.Split(',').Select(long.Parse).ToArray()).ToList();
        Assert.All([2, 3, 5, 7], column => Assert.True(budget.Sum(row => row[column]) > 0, $"column {column} is 0 throughout"));
        Assert.True(File.ReadLines(folder["runs/welfare-state/pool-prices.csv"]).Count() > 20);
        var verified = await EconomyProcess.RunAsync(folder.Path, ["verify", "runs/welfare-state"]);
        Assert.True(verified.ExitCode == 0, verified.ToString());
        Assert.Contains("The budget of the treasury is what flowed to and from it", verified.Output, StringComparison.Ordinal);
        Assert.Contains("No pool charges less than its owner asked", verified.Output, StringComparison.Ordinal);
    }

    private static string First => Documents.Yaml.First(b => b.Document == "scenarios/README.md").Text;

    private static Scenario Read(string text, params string[] set)
    {
        var read = ScenarioReader.Read(text, "example.yaml", set);
        Assert.True(read.Errors.Count == 0, string.Join('\n', read.Errors));
        return read.Scenario!;
    }

    /// <summary>The words of a command as a shell would part them; what goes into a file stays on the screen.</summary>
    private string[] Words(string command)
    {
        var words = command.Split('\'').SelectMany((part, n) => n % 2 == 1 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Skip(1).TakeWhile(w => w != ">");
        return [.. words.SelectMany(w => w == "scenarios/*.yaml" ? Directory.EnumerateFiles(folder["scenarios"]).Order(StringComparer.Ordinal) : (IEnumerable<string>)[w])];
    }

    /// <summary>Two pools of one unit to three tasks of one: the two best are served.</summary>
    private static void Allocated(Ended said)
    {
        using var answer = JsonDocument.Parse(said.Output);
        Assert.Equal(8, answer.RootElement.GetProperty("welfare").GetDouble(), 0.01);
        Assert.True(answer.RootElement.TryGetProperty("shares", out _) && answer.RootElement.TryGetProperty("prices", out _), said.Output);
    }
}
