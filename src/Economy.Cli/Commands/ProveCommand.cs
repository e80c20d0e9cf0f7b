using System.CommandLine;
using Economy.Chain;
using Economy.Chain.Accounts;
using Economy.Chain.Contracts;
using Economy.Chain.Rpc;
using Economy.Cli.Proving;
using Economy.Reporting;
using Economy.Scenarios;
using Economy.World;

namespace Economy.Cli.Commands;

/// <summary><c>economy prove</c></summary>
internal static class ProveCommand
{
    private static readonly Argument<string> Folder = new("run") { Description = "Folder of a settled run." };
    private static readonly Option<long?> Trade =
        new("--trade") { HelpName = "number", Description = "A trade, by its number in trades.csv: its payment, delivery and tax." };
    private static readonly Option<int?> Entry =
        new("--entry") { HelpName = "number", Description = "An entry of the tick's journal, from 0." };
    private static readonly Option<int?> Task =
        new("--task") { HelpName = "number",
            Description = "A task of the tick, from 0: where it was served, and what it paid. Simulates the run again up to the tick." };
    private static readonly Option<int?> Tick = new("--tick") { HelpName = "number", Description = "The tick of --entry or --task." };
    private static readonly Option<string?> Check =
        new("--check") { HelpName = "url", Description = "Node with the run's contracts: asks them whether they accept the proof." };
    private static readonly Option<string?> Data =
        new("--data") { HelpName = "folder", Description = "Folder of the trace files, for --task." };

    public static Command Create()
    {
        var command = new CommandWithExamples(
            "prove", "Prove from the roots on chain that a trade, a payment or an allocation happened, as JSON.",
            "economy prove runs/quickstart --trade 17",
            "economy prove runs/quickstart --tick 5 --entry 0",
            "economy prove runs/quickstart --tick 5 --task 12 --check http://127.0.0.1:8545")
        { Folder, Trade, Entry, Task, Tick, Check, Data };
        command.SetAction(ProveAsync);
        return command;
    }

    private static async Task<int> ProveAsync(ParseResult parsed, CancellationToken cancel)
    {
        var (trade, entry, task, tick) = (parsed.GetValue(Trade), parsed.GetValue(Entry), parsed.GetValue(Task), parsed.GetValue(Tick));
        if ((trade is null ? 0 : 1) + (entry is null ? 0 : 1) + (task is null ? 0 : 1) != 1)
            return Report.BadInput("give one of --trade, --entry and --task.");
        if ((trade is null) != (tick is not null)) return Report.BadInput("--entry and --task need --tick; --trade does without.");
        var check = parsed.GetValue(Check);
        if (check is not null && !Uri.TryCreate(check, UriKind.Absolute, out _))
            return Report.BadInput($"{check} is not the URL of a node.");
        try
        {
            var run = RunReader.Open(parsed.GetValue(Folder)!);
            if (!run.Manifest.Settled)
                return Report.BadInput(
                    $"{run.Folder} was not settled: there is no root on any chain to prove anything from. Run it with --chain hardhat.");
            var read = ScenarioReader.Read(run.Manifest.Scenario, run.Folder, ["chain=none"]);
            if (read.Scenario is not { } scenario) return Report.Errors(read.Errors);
            var world = WorldBuilder.Build(scenario, parsed.GetValue(Data), run.Folder);
            if (world.World is null) return Report.BadInput(world.Problem!);
            var prover = new Prover(run, world.World);
            var proofs = trade is { } number ? prover.OfTrade(number) : entry is { } index ? prover.OfEntry(tick!.Value, index)
                : prover.OfTask(tick!.Value, task!.Value);
            Console.WriteLine(Proof.Print(proofs));
            return check is null ? ExitCode.Ok : await CheckAsync(new Uri(check), proofs, cancel).ConfigureAwait(false);
        }
        catch (Exception cause) when (cause is UnprovableException or RunFormatException)
        {
            return Report.BadInput(cause.Message);
        }
        catch (RunDamagedException cause)
        {
            return Report.BadInput($"{cause.Place}: {cause.Problem}\n  {cause.Remedy}");
        }
    }

    private static async Task<int> CheckAsync(Uri url, IReadOnlyList<Proof> proofs, CancellationToken cancel)
    {
        try
        {
            using var client = new EthereumClient(url);
            foreach (var proof in proofs)
            {
                var check = new ProofCheck(client, Address.Parse(proof.Contract));
                var accepted = proof.Entry is not null
                    ? await check.AcceptsAsync(proof.Tick, proof.Index, proof.Posted, proof.Path, cancel).ConfigureAwait(false)
                    : await check.AcceptsAsync(proof.Tick, proof.Index, proof.Served, proof.Path, cancel).ConfigureAwait(false);
                if (!accepted) return Report.Failed($"the contract at {proof.Contract} does not accept the proof that {proof.Says}.");
            }
        }
        catch (ChainException cause)
        {
            return Report.Failed($"{cause.Message} {cause.Remedy}");
        }

        Console.Error.WriteLine(proofs.Count == 1 ? "the contract accepts the proof" : $"the contract accepts all {proofs.Count} proofs");
        return ExitCode.Ok;
    }
}
