namespace Economy.Core.Books;

/// <summary>
/// One movement of one token from an account to another: debit and credit in one, so it balances by construction.
/// From <see cref="AccountId.Mint"/> it is a minting, to it a burning.
/// </summary>
/// <param name="Amount">Minor units of the currency, or units of the asset; &gt; 0.</param>
/// <param name="Posting">Entries with the same number were posted together (a trade: payment, delivery, tax; or one kind of charge to
/// everyone); ascending within a tick.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
public readonly record struct Entry(AccountId From, AccountId To, TokenId Token, long Amount, Instrument Instrument, int Posting);
