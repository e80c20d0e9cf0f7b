using System.CommandLine;
using Economy.Chain;
using Economy.Chain.Contracts;
using Economy.Chain.Nodes;
using Economy.Chain.Provisioning;
using Economy.Chain.Rpc;
using Economy.Cli.Running;

namespace Economy.Cli.Commands;

/// <summary><c>economy node</c></summary>
internal static class NodeCommand
{
    private static readonly Option<string> Chain =
        new("--chain") { HelpName = "chain", Description = "hardhat or anvil.", DefaultValueFactory = _ => "hardhat" };
    private static readonly Option<int> Port =
        new("--port") { HelpName = "number", Description = "TCP port on the loopback address; 0 for a free one.",
            DefaultValueFactory = _ => 8545 };
    private static readonly Option<int> Decimals =
        new("--decimals") { HelpName = "number", Description = "Digits after the point of a currency amount.",
            DefaultValueFactory = _ => 2 };

    static NodeCommand() => Chain.AcceptOnlyFromAmong("hardhat", "anvil");

    public static Command Create()
    {
        var command = new CommandWithExamples(
            "node", "Start an Ethereum node with the contracts deployed, until Ctrl-C. A run settles on it with --chain URL.",
            "economy node",
            "economy node --chain anvil --port 0")
        { Chain, Port, Decimals };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var (port, decimals) = (parsed.GetValue(Port), parsed.GetValue(Decimals));
        if (port is < 0 or > 65_535) return Report.BadInput("--port takes a whole number from 0 to 65535.");
        if (decimals is < 0 or > 9) return Report.BadInput("--decimals takes a whole number from 0 to 9.");
        try
        {
            var display = Displays.For(silent: false);
            var toolchain = (await Provisions.ForAsync("hardhat", display, cancel).ConfigureAwait(false)).Toolchain!;
            var node = parsed.GetValue(Chain) == "anvil"
                ? await ChainNode.StartAnvilAsync(toolchain, port, automine: true, display.Say, cancel).ConfigureAwait(false)
                : await ChainNode.StartHardhatAsync(toolchain, port, cancel).ConfigureAwait(false);
            await using (node.ConfigureAwait(false))
            {
                using var client = new EthereumClient(node.Url);
                Print(node, await SettlementContract.DeployAsync(client, toolchain.Artifacts, decimals, cancel: cancel)
                    .ConfigureAwait(false), toolchain);
                await node.WaitForExitAsync(cancel).ConfigureAwait(false);
                return Report.Failed($"the {node.Kind} node ended by itself. {node.ErrorTail}");
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or ChainException && cancel.IsCancellationRequested)
        {
            return ExitCode.Ok;
        }
        catch (ChainException failed)
        {
            return Report.Failed(failed);
        }
    }

    private static void Print(ChainNode node, SettlementContract contract, Toolchain toolchain)
    {
        Console.WriteLine($"{node.Kind} node, chain id {node.ChainId}, at {node.Url}");
        foreach (var (name, address, source) in new[] { ("settlement", contract.Place.Settlement, "Settlement"),
            ("currency", contract.Place.Currency, "Currency"), ("assets", contract.Place.Assets, "Assets") })
            Console.WriteLine($"{name,-10} {address}  ABI {Path.Combine(toolchain.Artifacts, "contracts", $"{source}.sol", $"{source}.json")}");
        Console.WriteLine($"{"settler",-10} {contract.Place.Settler}  (an account of the node; the node signs for it)");
        Console.WriteLine("Ctrl-C ends it.");
    }
}
