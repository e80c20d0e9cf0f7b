using Economy.Chain.Abi;
using Economy.Chain.Signing;
using Economy.Core.Books;
using Economy.Nethereum.Messages;
using Nethereum.ABI.EIP712;
using Nethereum.Hex.HexConvertors.Extensions;
using Nethereum.Signer;
using Nethereum.Signer.EIP712;
using Nethereum.Util;

namespace Economy.Nethereum;

/// <summary>Signs trades with Nethereum's <see cref="Eip712TypedDataSigner"/>, for one thread at a time.</summary>
internal sealed class TypedTradeSigner(Hash32 runId, long chainId, Address settlement) : ITradeSigner
{
    private readonly ParticipantKeys keys = new(runId);
    private readonly TypedData<Domain> schema = new()
    {
        Domain = new Domain { Name = "Economy", Version = "1", ChainId = chainId, VerifyingContract = settlement.ToString() },
        Types = MemberDescriptionFactory.GetTypesMemberDescription(typeof(Domain), typeof(TradeStruct)),
        PrimaryType = "Trade",
    };

    public Address SignerOf(AccountId account) => new(KeyOf(account).GetPublicAddressAsBytes());

    public (byte[] Buyer, byte[] Seller) Sign(TradeTerms trade)
    {
        var message = TradeStruct.Of(trade);
        return (Sign(message, trade.Buyer), Sign(message, trade.Seller));
    }

    private byte[] Sign(TradeStruct message, AccountId account)
    {
        var key = KeyOf(account);
        if (RecoverableSigning.IsPossible(key)) return Eip712TypedDataSigner.Current.SignTypedDataV4(message, schema, key).HexToByteArray();
        var digest = Sha3Keccack.Current.CalculateHash(Eip712TypedDataEncoder.Current.EncodeTypedData(message, schema));
        var signature = key.Sign(digest);
        var isEven = EthECKey.RecoverFromSignature(signature, 0, digest).GetPublicAddress() == key.GetPublicAddress();
        signature.V = [(byte)(isEven ? 27 : 28)];
        return EthECDSASignature.CreateStringSignature(signature).HexToByteArray();
    }

    private EthECKey KeyOf(AccountId account) => new(keys.Of(account).ToByteArray(isUnsigned: true, isBigEndian: true), isPrivate: true);
}
