namespace Economy.Core.Records;

/// <summary>
/// The budget of the treasury in a tick: opening + taxes + fees + sales − transfers − grants − goods − compute − burnt = closing, and closing is
/// the next tick's opening.
/// </summary>
[Table("treasury", "One row per tick: the budget of the treasury, what came in, what it spent, and what it had before and after.")]
[Chart("Money of the treasury", "closing_minor")]
[Chart("What the treasury took in", "taxes_minor", "fees_minor", "sales_minor", IsStacked = true)]
[Chart("What the treasury spent", "transfers_minor", "grants_minor", "goods_minor", "compute_minor", "burnt_minor", IsStacked = true)]
public readonly record struct TreasuryRow(
    [property: Column("tick", "Tick, from 1.", Key = true)] int Tick,
    [property: Column("opening_minor", "Its money before the tick.")] long Opening,
    [property: Column("taxes_minor", "Taxes on trades, wealth and income, and upkeep: all that was due, the burnt share among it.")] long Taxes,
    [property: Column("fees_minor", "Fees of brokers, and what subsystems and block space passed on.")] long Fees,
    [property: Column("sales_minor", "Units in limited issue whose proceeds are the treasury's.")] long Sales,
    [property: Column("transfers_minor", "Paid to participants.")] long Transfers,
    [property: Column("grants_minor", "Paid to subsystems.")] long Grants,
    [property: Column("goods_minor", "Paid for goods in markets.")] long Goods,
    [property: Column("compute_minor", "Paid for compute.")] long Compute,
    [property: Column("burnt_minor", "Burnt share of taxes and fees.")] long Burnt,
    [property: Column("closing_minor", "Its money after the tick.")] long Closing);
