using System.Buffers;
using System.Numerics;
using Economy.Chain.Accounts;
using Economy.Core.Books;
using Nethereum.Hex.HexTypes;
using Nethereum.RPC.Eth.DTOs;

namespace Economy.Chain.Rpc;

/// <summary>Between the words of the library and our own. What a node cannot mean is a <see cref="FormatException"/>.</summary>
internal static class Words
{
    // A thousand years of a block a millisecond; more gas than a block could hold; more wei than there are.
    private const long MostBlocks = 1L << 45;
    private const long MostGas = 1L << 45;
    private const long MostFee = 1L << 56;

    public static string Text(this Hash32 hash) => $"0x{hash}";

    public static string Data(ReadOnlySpan<byte> bytes) => "0x" + Convert.ToHexStringLower(bytes);

    public static byte[] Data(string? text) =>
        text is not null && TryData(text, out var bytes) ? bytes
            : throw new FormatException("it gives no hexadecimal data where it should");

    public static bool TryData(string text, out byte[] bytes)
    {
        bytes = [];
        if (!text.StartsWith("0x", StringComparison.Ordinal) || text.Length % 2 != 0) return false;
        var buffer = new byte[text.Length / 2 - 1];
        if (Convert.FromHexString(text.AsSpan(2), buffer, out _, out _) != OperationStatus.Done) return false;
        bytes = buffer;
        return true;
    }

    public static HexBigInteger Quantity(long value) => new(value);

    public static BigInteger Quantity(HexBigInteger? value) =>
        value is { HexValue.Length: > 2, Value.Sign: >= 0 } ? value.Value : throw new FormatException("it gives no number where it should");

    public static long Block(HexBigInteger? value) => Bounded(value, MostBlocks, "a block");

    public static long Gas(HexBigInteger? value) => Bounded(value, MostGas, "an amount of gas");

    public static long Fee(HexBigInteger? value) => Bounded(value, MostFee, "a fee");

    public static CallInput Input(this ContractCall call) => new()
    {
        From = call.From?.ToString(),
        To = call.To.ToString(),
        Gas = call.Gas is { } gas ? Quantity(gas) : null,
        Data = Data(call.Data),
    };

    public static TransactionInput Input(this Transaction transaction) => new()
    {
        From = transaction.From.ToString(),
        To = transaction.To?.ToString(),
        Nonce = Quantity(transaction.Nonce),
        Gas = Quantity(transaction.Gas),
        Data = Data(transaction.Data),
    };

    public static Receipt? Receipt(ReceiptMessage? receipt) => receipt is null ? null : new(
        Hash32.Parse(receipt.TransactionHash),
        Quantity(receipt.Status) == 1,
        Gas(receipt.GasUsed),
        Block(receipt.BlockNumber),
        receipt.ContractAddress is { } contract ? Address.Parse(contract) : null);

    public static Log Log(FilterLog log) => new(
        Address.Parse(log.Address),
        [.. log.Topics.Select(t => Hash32.Parse(t.ToString()!))],
        Data(log.Data),
        Block(log.BlockNumber),
        Hash32.Parse(log.TransactionHash));

    public static NewFilterInput Filter(Address? contract, IReadOnlyList<Hash32?> topics, long first, long last) => new()
    {
        Address = contract is { } one ? [one.ToString()] : null,
        FromBlock = new BlockParameter((ulong)first),
        ToBlock = new BlockParameter((ulong)last),
        Topics = [.. topics.Select(t => t is { } topic ? new object[] { topic.Text() } : null)],
    };

    private static long Bounded(HexBigInteger? value, long most, string what) =>
        Quantity(value) is var number && number <= most ? (long)number
            : throw new FormatException($"it gives {what} that there cannot be: {number}");
}
