namespace Economy.Chain.Contracts;

/// <summary>A question to a contract.</summary>
/// <param name="Call">What to send.</param>
/// <param name="Decode">Reads the answer; throws <see cref="ChainNodeException"/> where it is not what was asked for.</param>
internal sealed record Query<T>(byte[] Call, Func<byte[], T> Decode);
