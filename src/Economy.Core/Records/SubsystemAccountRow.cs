namespace Economy.Core.Records;

/// <summary>
/// The account of a subsystem in a tick: opening + fees kept + grants − compute covered − rent paid = closing, and closing
/// is the next tick's opening. What clicks brought or cost it (<see cref="AdvertisingRow"/>) comes beside that, and what wages and opening
/// and closing add (<see cref="SubsystemLifeRow"/>).
/// </summary>
[Table("subsystem-accounts",
    "One row per tick and subsystem with an account: what it held, what came in, what it paid, and the fee that it published.")]
[Chart("Money of subsystems", "closing_minor")]
[Chart("Fees that they published", "fee_minor_per_hour")]
[Chart("What they took in and paid", "fees_kept_minor", "grants_minor", "compute_covered_minor", "rent_paid_minor")]
public readonly record struct SubsystemAccountRow(
    [property: Column("tick", "Tick, from 1.", Key = true)] int Tick,
    [property: Column("subsystem", "Name of the subsystem.", Key = true)] string Subsystem,
    [property: Column("opening_minor", "Its money before the tick; in the first tick its endowment.")] long Opening,
    [property: Column("fees_kept_minor", "Part of the fees that it kept.")] long FeesKept,
    [property: Column("grants_minor", "Grants of the treasury, less what went back to it when it closed.")] long Grants,
    [property: Column("compute_covered_minor", "Part of the payments for its visitors' compute that it took over.")] long Covered,
    [property: Column("rent_paid_minor", "Rent paid to those who hold assets.")] long Rent,
    [property: Column("closing_minor", "Its money after the tick: opening + fees kept + grants − compute covered − rent paid; beside that, what advertising.csv says that clicks brought or cost it, and capital − wages − paid out of subsystem-lives.csv, where there are those tables.")] long Closing,
    [property: Column("fee_minor_per_hour", "Fee that it published for the tick, minor units per served hour.")] double Fee);
