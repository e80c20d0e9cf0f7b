using Nethereum.Signer;

namespace Economy.Nethereum;

/// <summary>
/// Signatures that say which of two public keys is meant (<see cref="EthECKey.SignRecoverable"/>): the library's other way tries
/// both, and is three times slower.
/// </summary>
internal static class RecoverableSigning
{
    private static bool isAllowed = true;

    /// <summary>Whether a key can sign so: the library drops leading zeros, which one key in 256 has, and then refuses what is left.</summary>
    public static bool IsPossible(EthECKey key) => key.GetPrivateKeyAsBytes().Length == 32;

    /// <summary>Signs so from now on, unless a key has been met that cannot: the switch is one for the process.</summary>
    public static void Allow(EthECKey? key) => EthECKey.SignRecoverable = isAllowed &= key is null || IsPossible(key);
}
