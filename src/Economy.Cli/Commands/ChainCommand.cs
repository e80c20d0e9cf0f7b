using System.CommandLine;
using Economy.Chain;
using Economy.Chain.Nodes;
using Economy.Chain.Rpc;
using Economy.Chain.Settlement;
using Economy.Cli.Running;

namespace Economy.Cli.Commands;

/// <summary><c>economy chain</c></summary>
internal static class ChainCommand
{
    private static readonly Argument<string> Address = new("url") { Description = "http(s) URL of a node's JSON-RPC." };
    private static readonly Option<string?> Settlement =
        new("--settlement") { HelpName = "address", Description = "Address of a settlement; all there are on a local chain unless given." };

    private static readonly Option<bool> Write =
        new("--write") { Description = "Write it to the repository, where scenarios take their gas from." };

    public static Command Create()
    {
        var gas = new CommandWithExamples(
            "gas", "Measure the gas of every kind of operation on a Hardhat node and print the table.",
            "economy chain gas",
            "economy chain gas --write")
        { Write };
        gas.SetAction((parsed, cancel) => AttemptAsync(() => GasAsync(parsed.GetValue(Write), cancel)));
        var status = new CommandWithExamples(
            "status", "Print what a node says of itself, and how far the settlements on its chain are.",
            "economy chain status http://127.0.0.1:8545")
        { Address, Settlement };
        status.SetAction((parsed, cancel) => AttemptAsync(() => StatusAsync(parsed, cancel)));
        return new Command("chain", "Look at a chain, and at what it costs.") { status, gas };
    }

    private static async Task<int> StatusAsync(ParseResult parsed, CancellationToken cancel)
    {
        if (!Uri.TryCreate(parsed.GetValue(Address), UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            return Report.BadInput($"{parsed.GetValue(Address)} is no http or https URL, such as http://127.0.0.1:8545");
        Chain.Accounts.Address? settlement = null;
        if (parsed.GetValue(Settlement) is { } given)
        {
            if (!Chain.Accounts.Address.TryParse(given, out var address))
                return Report.BadInput($"--settlement takes an address of 40 hexadecimal digits after 0x, not {given}");
            settlement = address;
        }

        Print(await ChainStatus.OfAsync(url, settlement, cancel).ConfigureAwait(false), settlement is not null);
        return ExitCode.Ok;
    }

    private static async Task<int> GasAsync(bool write, CancellationToken cancel)
    {
        var toolchain = (await Provisions.ForAsync("hardhat", Displays.For(silent: write), cancel).ConfigureAwait(false)).Toolchain!;
        var node = await ChainNode.StartHardhatAsync(toolchain, cancel: cancel).ConfigureAwait(false);
        await using (node.ConfigureAwait(false))
        {
            using var client = new EthereumClient(node.Url);
            var table = (await GasMeasurement.OnAsync(client, toolchain.Artifacts, cancel).ConfigureAwait(false)).ToCsv();
            if (write) await File.WriteAllTextAsync(Path.Combine(toolchain.Root, "src", "Economy.Core", "Blocks", "gas.csv"), table, cancel)
                .ConfigureAwait(false);
            Console.Write(table);
            return ExitCode.Ok;
        }
    }

    private static async Task<int> AttemptAsync(Func<Task<int>> act)
    {
        try
        {
            return await act().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Cancelled;
        }
        catch (ChainException failed)
        {
            return Report.Failed(failed);
        }
    }

    private static void Print(ChainStatus chain, bool wasGiven)
    {
        Console.WriteLine($"chain id   {chain.ChainId}{(chain.IsLocal ? "" : " (not a local test chain)")}");
        Console.WriteLine($"client     {chain.Client}");
        Console.WriteLine($"block      {chain.Block}");
        if (chain.Settlements.Count == 0)
            Console.WriteLine(chain.IsLocal || wasGiven ? "no settlement was deployed here"
                : "settlements are looked for on local chains only; name one with --settlement");
        foreach (var found in chain.Settlements)
        {
            Console.WriteLine($"settlement {found.Address}");
            Console.WriteLine($"  next batch {found.NextBatch}, next tick {found.NextTick}{(found.IsPaused ? ", PAUSED" : "")}");
            Console.WriteLine($"  currency   {found.Currency}, supply {found.Supply} minor units");
            Console.WriteLine($"  assets     {found.Assets}");
            foreach (var settler in found.Settlers) Console.WriteLine($"  settler    {settler}");
        }
    }
}
