using Economy.Chain.Accounts;

namespace Economy.Chain.Contracts;

/// <summary>Where the contracts of a run are on a chain.</summary>
public sealed record Deployment
{
    /// <summary>The account that settles.</summary>
    public required Address Settler { get; init; }

    /// <summary>The contract.</summary>
    public required Address Settlement { get; init; }

    /// <summary>Its currency, an ERC-20.</summary>
    public required Address Currency { get; init; }

    /// <summary>Its assets, an ERC-1155 whose ids are the token ids of the books.</summary>
    public required Address Assets { get; init; }

    /// <summary>Block of the deployment.</summary>
    public required long Block { get; init; }
}
