using Economy.Core.Kinds;
using Economy.Core.Scenarios;

namespace Economy.World.Subsystems;

/// <summary>
/// Climbing its own profit by the sign of its slope (the derivative follower of Greenwald and Kephart 1999): the fee goes on in one direction
/// as long as profit does not fall, and turns round when it does. It needs to know nothing of demand. Where profit has one peak, and demand
/// does not change, it ends within two steps of it.
/// </summary>
[Kind("profit", "the fee moves by a step in one direction as long as profit does not fall, and turns round when it does")]
public sealed record ProfitPricing : PricingSpec, IPricing
{
    private const int Direction = 0, Sum = 1, Ticks = 2, Last = 3, Slots = 4;   // what it remembers

    [Key("How far the fee moves at a time, as a share of itself and of one minor unit.", Min = 0.0001, Max = 1, Changes = true)]
    public double Step { get; init; } = 0.05;

    [Key("Ticks over which profit is added up before the fee moves.", Unit = "ticks", Min = 1, Max = 1_000_000, Changes = true)]
    public int Every { get; init; } = 4;

    /// <inheritdoc />
    public int Memory => Slots;

    /// <inheritdoc />
    public double? Fee(in PlaceBooks books, Span<double> memory)
    {
        memory[Sum] += books.KeepShare * books.Fee * books.ServedHours - books.Cost;
        if (++memory[Ticks] < Every) return books.Fee;
        var profit = memory[Sum] / memory[Ticks];
        if (memory[Direction] == 0) memory[Direction] = 1;
        else if (profit < memory[Last]) memory[Direction] = -memory[Direction];
        if (books.Present == 0) memory[Direction] = -1;
        (memory[Last], memory[Sum], memory[Ticks]) = (profit, 0, 0);
        return memory[Direction] > 0 ? books.Fee + Step * (books.Fee + 1) : (books.Fee - Step) / (1 + Step);
    }
}
