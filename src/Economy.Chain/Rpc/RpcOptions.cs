namespace Economy.Chain.Rpc;

/// <summary>How patient a client is.</summary>
public sealed record RpcOptions
{
    /// <summary>Longest wait for an answer, to its last byte.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a request that may reach the node twice is repeated after a transport fault.</summary>
    public int Retries { get; init; } = 5;

    /// <summary>No repetition begins later than this after the first attempt.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Pause before the first repetition; it doubles from one to the next, up to two seconds.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Most calls in one exchange; longer lists are cut.</summary>
    public int CallsPerExchange { get; init; } = 100;

    /// <summary>Told, in words for the user, that the node is asked again, and why.</summary>
    public Action<string> Report { get; init; } = _ => { };
}
