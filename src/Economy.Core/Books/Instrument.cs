namespace Economy.Core.Books;

/// <summary>Instruments by the words that tables have for them.</summary>
public static class InstrumentWords
{
    /// <summary>
    /// What an endowment is called after the start: it comes with a participant that enters, and is no faucet of the economy.
    /// </summary>
    public const string Immigration = "immigration";

    /// <summary>The word for an instrument in a tick.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="tick">The tick; 0 is the start.</param>
    public static string Word(this Instrument instrument, int tick) =>
        instrument == Instrument.Endowment && tick > 0 ? Immigration : Words.Kebab(instrument.ToString());
}

/// <summary>What an entry is for. The rows of the flow matrix.</summary>
public enum Instrument : byte
{
    /// <summary>Initial holdings, created in tick 0 or when a participant enters.</summary>
    Endowment,

    /// <summary>Payment for a trade of an asset. The only instrument that counts as notional.</summary>
    Trade,

    /// <summary>Delivery of the asset of a trade.</summary>
    Delivery,

    /// <summary>Tax on a trade, paid by the buyer on top of the price, or by the seller out of it.</summary>
    TransactionTax,

    /// <summary>Periodic tax on money holdings above an exemption.</summary>
    WealthTax,

    /// <summary>Charge per participant and tick.</summary>
    Upkeep,

    /// <summary>Payment for compute, from a participant to the pool that served it.</summary>
    Compute,

    /// <summary>A provider's revenue passed on to its owners.</summary>
    Dividend,

    /// <summary>Reward of a subsystem for served activity: a faucet, newly minted.</summary>
    Reward,

    /// <summary>Fee of a subsystem on served activity.</summary>
    Fee,

    /// <summary>The burnt share of a tax, fee or charge: a sink.</summary>
    Burn,

    /// <summary>Spending of the treasury on participants, and grants to subsystems.</summary>
    Subsidy,

    /// <summary>Assets made by an activity.</summary>
    Production,

    /// <summary>Assets used up by an activity or by their owner.</summary>
    Consumption,

    /// <summary>Currency bought or redeemed against outside money.</summary>
    Ramp,

    /// <summary>A random exchange between two participants (kinetic exchange).</summary>
    Encounter,

    /// <summary>Fee for block space: the base fee, which is burnt, and the priority fee.</summary>
    NetworkFee,

    /// <summary>A unit in limited issue: its payment, and in the same posting its delivery, newly minted.</summary>
    Issue,

    /// <summary>Fee of the marketplace on a filled order.</summary>
    BrokerFee,

    /// <summary>Tax on rewards and dividends.</summary>
    IncomeTax,

    /// <summary>Money that the calendar hands out, newly minted, or takes.</summary>
    Drop,

    /// <summary>What a participant that left held: to an heir, to the treasury, or out of the economy.</summary>
    Estate,

    /// <summary>Rent of a subsystem, to those who hold an asset.</summary>
    Rent,

    /// <summary>Clicks that a subsystem pays a recommender for.</summary>
    Advertising,

    /// <summary>Wage of a subsystem, to those who work for it.</summary>
    Wage,

    /// <summary>What a subsystem that closed held, to visitors whom it cut off.</summary>
    Liquidation,
}
