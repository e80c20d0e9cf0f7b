using Economy.Simulation;

namespace Economy.Cli.Running;

/// <summary>What is to be run and how.</summary>
internal sealed record RunRequest
{
    public required World World { get; init; }

    /// <summary>What is worth saying about the input, such as malformed rows of a trace.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Folder of the runs.</summary>
    public required string Root { get; init; }

    public required int Threads { get; init; }

    public int? Cells { get; init; }

    /// <summary>Settle on any chain, whatever its id.</summary>
    public bool AllowAnyChain { get; init; }
}
