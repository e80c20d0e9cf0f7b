using Economy.Chain.Nodes;

namespace Economy.Chain.Rpc;

/// <summary>How patient the client is.</summary>
public sealed record RpcOptions
{
    /// <summary>Those for a node: it is waited for less long where it is the run's own, to be ended and replaced.</summary>
    public static RpcOptions For(ChainNode node) => node.ProcessId is null ? new RpcOptions() : new RpcOptions { Timeout = TimeSpan.FromSeconds(30), Retries = 2 };

    /// <summary>Longest wait for an answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a read is repeated after a transport fault.</summary>
    public int Retries { get; init; } = 5;

    /// <summary>Pause before the first repetition; it doubles from one to the next, up to two seconds.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Most calls in one exchange; longer lists are cut.</summary>
    public int CallsPerExchange { get; init; } = 100;
}
