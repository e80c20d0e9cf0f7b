using System.Buffers.Binary;
using System.Numerics;
using Economy.Chain.Abi;
using Economy.Core.Books;

namespace Economy.Chain.Signing;

/// <summary>
/// The keys of simulated participants. An account's is Keccak-256(<c>"Economy participant" ‖ run id ‖ account u32</c>) modulo
/// n − 1, plus 1: a test key, which anybody who knows the run can work out.
/// </summary>
/// <param name="runId">The run.</param>
public sealed class ParticipantKeys(Hash32 runId)
{
    /// <summary>The key of an account, 1 … n − 1 (<see cref="Secp256k1.Order"/>).</summary>
    public BigInteger Of(AccountId account)
    {
        var seed = new byte[19 + 32 + 4];
        "Economy participant"u8.CopyTo(seed);
        runId.CopyTo(seed.AsSpan(19));
        BinaryPrimitives.WriteInt32BigEndian(seed.AsSpan(51), account.Value);
        return new BigInteger(Keccak256.Hash(seed), isUnsigned: true, isBigEndian: true) % (Secp256k1.Order - 1) + 1;
    }
}
