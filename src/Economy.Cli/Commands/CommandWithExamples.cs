using System.CommandLine;

namespace Economy.Cli.Commands;

/// <summary>A command whose help ends with examples.</summary>
internal sealed class CommandWithExamples(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>Command lines, each complete.</summary>
    public IReadOnlyList<string> Examples => examples;
}
