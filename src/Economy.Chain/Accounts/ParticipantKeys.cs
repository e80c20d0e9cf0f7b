using System.Buffers.Binary;
using System.Numerics;
using Economy.Core.Books;
using Nethereum.Signer;
using Nethereum.Util;

namespace Economy.Chain.Accounts;

/// <summary>
/// The keys of simulated participants. An account's is Keccak-256(<c>"Economy participant" ‖ run id ‖ account u32</c>) modulo
/// n − 1, plus 1: a test key, which anybody who knows the run can work out.
/// </summary>
/// <param name="runId">The run.</param>
internal sealed class ParticipantKeys(Hash32 runId)
{
    /// <summary>The key of an account.</summary>
    public EthECKey Of(AccountId account)
    {
        var seed = new byte[19 + 32 + 4];
        "Economy participant"u8.CopyTo(seed);
        runId.CopyTo(seed.AsSpan(19));
        BinaryPrimitives.WriteInt32BigEndian(seed.AsSpan(51), account.Value);
        var number = new BigInteger(Sha3Keccack.Current.CalculateHash(seed), isUnsigned: true, isBigEndian: true) % (Curve.Order - 1) + 1;
        return new EthECKey(number.ToByteArray(isUnsigned: true, isBigEndian: true), isPrivate: true);
    }
}
