namespace Economy.World.Markets;

/// <summary>Who trades: participants by their number, and the treasury.</summary>
public static class Traders
{
    /// <summary>The treasury, which is no participant.</summary>
    public const int Treasury = -1;
}

/// <summary>An order in a market.</summary>
/// <param name="Trader">Whose it is.</param>
/// <param name="IsBuy">Whether it buys.</param>
/// <param name="Limit">Highest price paid, or lowest taken; minor units per unit, ≥ 1.</param>
/// <param name="Quantity">Units, ≥ 1.</param>
public readonly record struct Order(int Trader, bool IsBuy, long Limit, long Quantity);

/// <summary>Two orders that met.</summary>
/// <param name="Buyer">Buying trader.</param>
/// <param name="Seller">Selling trader.</param>
/// <param name="Quantity">Units.</param>
/// <param name="Price">Minor units per unit, within both limits.</param>
public readonly record struct Fill(int Buyer, int Seller, long Quantity, long Price)
{
    /// <summary>The buy order's limit.</summary>
    public required long BuyLimit { get; init; }

    /// <summary>The buy order's quantity when the tick began, or when it was placed.</summary>
    public required long BuyQuantity { get; init; }

    /// <summary>The sell order's limit.</summary>
    public required long SellLimit { get; init; }

    /// <summary>Whose order met one that stood in the book.</summary>
    public Taker Taker { get; init; }
}

/// <summary>Which side of a trade met an order that stood in the book: it takes liquidity, the other side has made it.</summary>
public enum Taker : byte
{
    /// <summary>Neither: all orders waited for one clearing, and both sides are makers.</summary>
    None,

    /// <summary>The buyer.</summary>
    Buyer,

    /// <summary>The seller.</summary>
    Seller,
}

/// <summary>An order that stays in a market's book from tick to tick. What it could cost, or the units it offers, stay set aside.</summary>
/// <param name="Owner">Participant.</param>
/// <param name="Market">Row of the market.</param>
/// <param name="Number">Number of the order in its market; the lower, the older.</param>
/// <param name="IsBuy">Whether it buys.</param>
/// <param name="Limit">Minor units per unit.</param>
/// <param name="Quantity">Units left.</param>
public readonly record struct RestingOrder(int Owner, int Market, long Number, bool IsBuy, long Limit, long Quantity)
{
    internal void Save(BinaryWriter state)
    {
        state.Write7BitEncodedInt(Owner);
        state.Write7BitEncodedInt(Market);
        state.Write7BitEncodedInt64(Number);
        state.Write(IsBuy);
        state.Write7BitEncodedInt64(Limit);
        state.Write7BitEncodedInt64(Quantity);
    }

    internal static RestingOrder Read(BinaryReader state) => new(
        state.Read7BitEncodedInt(), state.Read7BitEncodedInt(), state.Read7BitEncodedInt64(), state.ReadBoolean(),
        state.Read7BitEncodedInt64(), state.Read7BitEncodedInt64());
}
