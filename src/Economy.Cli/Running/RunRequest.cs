using Economy.Actors.Nodes;
using Economy.Chain.Accounts;
using Economy.Cli.Backends;
using Economy.Reporting;
using Economy.World;

namespace Economy.Cli.Running;

/// <summary>What is to be run and how.</summary>
internal sealed record RunRequest
{
    public required WorldModel World { get; init; }

    /// <summary>What is worth saying about the input, such as malformed rows of a trace.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Folder of the runs.</summary>
    public required string Root { get; init; }

    /// <summary>Ticks from one checkpoint to the next; null where none are kept.</summary>
    public int? CheckpointEvery { get; init; }

    /// <summary>Folder of the trace files, from the command line.</summary>
    public string? Data { get; init; }

    /// <summary>Folder of the scenario file.</summary>
    public string ScenarioFolder { get; init; } = ".";

    /// <summary>The unfinished run to go on with; null for a new one.</summary>
    public ResumedRun? Resumed { get; init; }

    /// <summary>Port of the page on which the run can be watched, 0 for a free one; null where none is served.</summary>
    public int? Dashboard { get; init; }

    /// <summary>Whether it waits on that page before its first tick.</summary>
    public bool Paused { get; init; }

    /// <summary>A run to show beside it there.</summary>
    public OtherRun? Beside { get; init; }

    public required int Threads { get; init; }

    public int? Cells { get; init; }

    /// <summary>Settle on any chain, whatever its id.</summary>
    public bool AllowAnyChain { get; init; }

    /// <summary>Device of torch; null where attention is computed by the default engine.</summary>
    public string? Device { get; init; }

    /// <summary>What torch computes with.</summary>
    public string Precision { get; init; } = AttentionEngine.Precisions[0];

    /// <summary>The cluster that hosts the participants; without an address where it is this process.</summary>
    public ClusterOptions? Cluster { get; init; }

    /// <summary>Signs on somebody else's node; null where the node does.</summary>
    public SigningKey? Key { get; init; }

}
