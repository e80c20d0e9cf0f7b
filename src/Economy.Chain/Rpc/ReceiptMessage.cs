using System.Text.Json.Serialization;
using Nethereum.Hex.HexTypes;

namespace Economy.Chain.Rpc;

/// <summary>
/// What is wanted of a receipt. Nethereum's own has the events as well, of which a batch has hundreds: reading them for every
/// receipt takes longer than everything else.
/// </summary>
internal sealed class ReceiptMessage
{
    [JsonPropertyName("transactionHash")]
    public required string TransactionHash { get; init; }

    [JsonPropertyName("status")]
    public required HexBigInteger Status { get; init; }

    [JsonPropertyName("gasUsed")]
    public required HexBigInteger GasUsed { get; init; }

    [JsonPropertyName("blockNumber")]
    public required HexBigInteger BlockNumber { get; init; }

    [JsonPropertyName("contractAddress")]
    public string? ContractAddress { get; init; }
}
