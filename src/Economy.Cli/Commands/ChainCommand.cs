using System.CommandLine;
using Economy.Chain;
using Economy.Chain.Abi;
using Economy.Chain.Nodes;

namespace Economy.Cli.Commands;

/// <summary><c>economy chain</c></summary>
internal static class ChainCommand
{
    private static readonly Argument<string> Address = new("url") { Description = "http(s) URL of a node's JSON-RPC." };
    private static readonly Option<string?> Settlement = new("--settlement") { HelpName = "address", Description = "Address of a settlement; all there are on a local chain unless given." };

    public static Command Create()
    {
        var status = new CommandWithExamples(
            "status", "Print what a node says of itself, and how far the settlements on its chain are.",
            "economy chain status http://127.0.0.1:8545")
        { Address, Settlement };
        status.SetAction(StatusAsync);
        return new Command("chain", "Look at a chain.") { status };
    }

    private static async Task<int> StatusAsync(ParseResult parsed, CancellationToken cancel)
    {
        if (!Uri.TryCreate(parsed.GetValue(Address), UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            return Report.BadInput($"{parsed.GetValue(Address)} is no http or https URL, such as http://127.0.0.1:8545");
        try
        {
            Print(await ChainStatus.OfAsync(url, parsed.GetValue(Settlement) is { } given ? Chain.Abi.Address.Parse(given) : null, cancel).ConfigureAwait(false), parsed.GetValue(Settlement) is not null);
            return ExitCode.Ok;
        }
        catch (FormatException)
        {
            return Report.BadInput($"--settlement takes an address of 40 hexadecimal digits after 0x, not {parsed.GetValue(Settlement)}");
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
        if (chain.Settlements.Count == 0) Console.WriteLine(chain.IsLocal || wasGiven ? "no settlement was deployed here" : "settlements are looked for on local chains only; name one with --settlement");
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
