using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Economy.Cli.Commands;

/// <summary>The usual help, with the examples of the command at its end.</summary>
internal sealed class Help(HelpAction usual) : SynchronousCommandLineAction
{
    private const int WidthInPipe = 100;

    public override bool ClearsParseErrors => true;

    /// <summary>Puts this help in the place of the usual one.</summary>
    public static void Install(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        var usual = (HelpAction)option.Action!;
        usual.MaxWidth = Console.IsOutputRedirected ? WidthInPipe : Math.Max(Surroundings.NarrowestTerminal, Console.WindowWidth);
        option.Action = new Help(usual);
    }

    public override int Invoke(ParseResult parseResult)
    {
        var code = usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is not CommandWithExamples command) return code;
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var example in command.Examples) output.WriteLine($"  {example}");
        output.WriteLine();
        return code;
    }
}
