namespace Economy.Core.Records;

/// <summary>A campaign in a tick. What it paid is spend ≤ clicks × price: clicks beyond its budget or its money cost nothing.</summary>
[Table("advertising", "One row per tick, recommender and advertiser: what it bid and paid for clicks, and what they brought.")]
[Chart("Price of a click", "price_minor")]
[Chart("Clicks", "clicks")]
[Chart("Spent on advertising", "spend_minor")]
[Chart("Return on advertising", "return_share")]
public readonly record struct AdvertisingRow(
    [property: Column("tick", "Tick, from 1.", Key = true)] int Tick,
    [property: Column("recommender", "Name of the recommender that is paid.", Key = true)] string Recommender,
    [property: Column("advertiser", "Name of the subsystem that is shown and pays.", Key = true)] string Advertiser,
    [property: Column("slot", "Slot that it won for the tick, from 1; 0 where it won none.")] int Slot,
    [property: Column("bid_minor", "What it bid for a click, paced and cut to its means; 0 without a slot.")] long Bid,
    [property: Column("price_minor", "Price of a click by the auction; 0 without a slot.")] long Price,
    [property: Column("impressions", "Participants who were shown it.")] long Impressions,
    [property: Column("clicks", "Those of them who clicked.")] long Clicks,
    [property: Column("visits", "Clicks that were followed by a session there in the tick.")] long Visits,
    [property: Column("spend_minor", "What it paid.")] long Spend,
    [property: Column("budget_left_minor", "What is left of its budget for the window.")] long BudgetLeft,
    [property: Column("revenue_minor", "What it keeps of the fees of the sessions that followed clicks.")] long Revenue,
    [property: Column("return_share", "Return on what it paid: revenue less spend, over spend; empty where it paid nothing.")] double Return);
