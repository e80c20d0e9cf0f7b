using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Economy.Core.Books;

namespace Economy.Cli.Proving;

/// <summary>What a proof proves, and the way from it up to the root on chain; printed as JSON.</summary>
internal sealed record Proof
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>In words.</summary>
    public required string Says { get; init; }

    public required int Tick { get; init; }

    /// <summary>Place among the tick's entries or allocations, from 0.</summary>
    public required int Index { get; init; }

    public EntryFields? Entry { get; init; }

    public AllocationFields? Allocation { get; init; }

    /// <summary>What the leaf hashes: a byte 0, then the fields.</summary>
    public required string Leaf { get; init; }

    public required IReadOnlyList<string> Siblings { get; init; }

    /// <summary>Bit i is set where sibling i stands on the left.</summary>
    public required uint Lefts { get; init; }

    public required string Root { get; init; }

    /// <summary>The contract that has the root.</summary>
    public required string Contract { get; init; }

    [JsonIgnore]
    public Entry Posted { get; init; }

    [JsonIgnore]
    public AllocationEntry Served { get; init; }

    [JsonIgnore]
    public MerkleProof Path { get; init; } = new([], 0);

    public static string Print(IReadOnlyList<Proof> proofs) => JsonSerializer.Serialize(proofs, Json);
}

/// <summary>An entry as the contract's <c>verifyEntry</c> takes it.</summary>
internal sealed record EntryFields(int Index, int Posting, int From, int To, int Token, int Instrument, long Amount);

/// <summary>An allocation as the contract's <c>verify</c> takes it.</summary>
internal sealed record AllocationFields(int Index, int Task, int Owner, int Pool, int Share, long Payment);
