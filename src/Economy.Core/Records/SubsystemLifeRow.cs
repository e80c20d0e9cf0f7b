namespace Economy.Core.Records;

/// <summary>
/// What a subsystem with an account lived through in a tick, beside what <see cref="SubsystemAccountRow"/> says: its money changes by
/// capital − wages − paid out more than there.
/// </summary>
[Table("subsystem-lives",
    "One row per tick and subsystem with an account, where some of them open and close or pay wages: whether it was open, and what it was founded with, paid to staff and left to visitors.")]
[Chart("Wages", "wages_minor")]
[Chart("Hours worked", "hours_worked")]
public readonly record struct SubsystemLifeRow(
    [property: Column("tick", "Tick, from 1.", Key = true)] int Tick,
    [property: Column("subsystem", "Name of the subsystem.", Key = true)] string Subsystem,
    [property: Column("standing", "open; entered or returned, in the tick in which it opens; bankrupt or left, in the tick in which it closes; closed.")] string Standing,
    [property: Column("capital_minor", "Money that was newly minted for it when it entered.")] long Capital,
    [property: Column("hours_worked", "Hours that others worked for it.")] double HoursWorked,
    [property: Column("wages_minor", "Wages that it paid for them.")] long Wages,
    [property: Column("paid_out_minor", "What it paid to visitors whom it cut off when it closed; what went to the treasury are negative grants.")] long PaidOut);
