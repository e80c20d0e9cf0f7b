namespace Economy.Core.Books;

/// <summary>An account of the books: its row in the <see cref="ChartOfAccounts"/>.</summary>
public readonly record struct AccountId(int Value)
{
    /// <summary>The mint's contra account: money and assets come from it and go back to it. It alone may be negative.</summary>
    public static AccountId Mint => new(0);

    /// <summary>The treasury, which receives the unburnt part of taxes and fees.</summary>
    public static AccountId Treasury => new(1);

    /// <inheritdoc />
    public override string ToString() => $"account {Value}";
}

/// <summary>A token of the books. 0 is the currency (an ERC-20 on chain), n ≥ 1 the n-th asset (an ERC-1155 id).</summary>
public readonly record struct TokenId(short Value)
{
    /// <summary>The currency, counted in minor units.</summary>
    public static TokenId Currency => new(0);

    /// <inheritdoc />
    public override string ToString() => Value == 0 ? "currency" : $"asset {Value}";
}
