using System.CommandLine;
using Economy.Cli.Engines;

namespace Economy.Cli.Commands;

/// <summary><c>economy engines</c></summary>
internal static class EnginesCommand
{
    public static Command Create()
    {
        var command = new CommandWithExamples("engines", "List the engines of this build, their versions, and the devices they find.", "economy engines");
        command.SetAction(_ =>
        {
            Console.WriteLine("embedded   always built in: cells on threads, own kernels, Nethereum");
            foreach (var engine in Engine.All)
            {
                Console.WriteLine($"{engine.Name,-10} {engine.Version ?? "not built in (-p:Engines=full)"} · {engine.Serves}");
                foreach (var device in engine.Version is null ? [] : engine.Devices()) Console.WriteLine($"{"",-10} {device}");
            }

            return ExitCode.Ok;
        });
        return command;
    }
}
