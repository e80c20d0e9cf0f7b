using Nethereum.Signer;

namespace Economy.Chain.Accounts;

/// <summary>
/// Deterministic signatures (RFC 6979). Nethereum has two ways to one, which give the same bytes: the faster knows which of two
/// public keys is meant without trying both, but loses the leading zeros that one key in 256 has, and then refuses what is left.
/// </summary>
internal static class Signatures
{
    private const int KeyBytes = 32;

    static Signatures() => EthECKey.SignRecoverable = true;

    /// <summary>Signs a hash.</summary>
    /// <param name="hash">32 bytes.</param>
    /// <returns>The signature, whose v is the parity, 0 or 1.</returns>
    public static EthECDSASignature Sign(EthECKey key, byte[] hash)
    {
        if (key.GetPrivateKeyAsBytes().Length == KeyBytes) return key.SignAndCalculateYParityV(hash);
        var signature = key.Sign(hash);
        var isEven = EthECKey.RecoverFromSignature(signature, 0, hash).GetPublicAddress() == key.GetPublicAddress();
        signature.V = [(byte)(isEven ? 0 : 1)];
        return signature;
    }

    /// <summary>As contracts take it: 65 bytes r ‖ s ‖ v, v 27 or 28.</summary>
    public static byte[] Packed(EthECKey key, byte[] hash)
    {
        var signature = Sign(key, hash);
        var packed = new byte[2 * KeyBytes + 1];
        signature.R.CopyTo(packed, KeyBytes - signature.R.Length);
        signature.S.CopyTo(packed, 2 * KeyBytes - signature.S.Length);
        packed[^1] = (byte)(27 + signature.V[0]);
        return packed;
    }
}
