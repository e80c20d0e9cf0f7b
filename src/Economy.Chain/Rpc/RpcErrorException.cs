namespace Economy.Chain.Rpc;

/// <summary>The node answered a call with an error.</summary>
public sealed class RpcErrorException(string method, RpcError error)
    : ChainException($"{method}: {error.Describe()}", "The node refused the call; its own log may say more.")
{
    /// <summary>The error as the node gave it.</summary>
    public RpcError Error => error;
}
