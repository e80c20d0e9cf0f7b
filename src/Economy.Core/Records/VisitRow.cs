namespace Economy.Core.Records;

/// <summary>
/// What a place that meets its visitors one by one made of a tick: before + asked = refused + finished + gave up + cut off + after, and after
/// is the next tick's before.
/// </summary>
[Table("visits", "One row per tick and subsystem that meets its visitors one by one: what became of visits, how long they took, what servers did, and what it earned.")]
[Chart("Visits under way", "after")]
[Chart("What became of visits", "finished", "gave_up", "refused", "missed")]
[Chart("Response time", "response_p50_seconds", "response_p95_seconds", "response_p99_seconds")]
[Chart("Hours of servers", "busy_hours", "idle_hours", "wasted_hours")]
[Chart("What each place is there for", "value")]
[Chart("Profit", "profit_minor")]
public readonly record struct VisitRow(
    [property: Column("tick", "Tick, from 1.", Key = true)] int Tick,
    [property: Column("subsystem", "Name of the subsystem.", Key = true)] string Subsystem,
    [property: Column("before", "Visits under way when the tick began.")] int Before,
    [property: Column("asked", "Visits that were asked for.")] int Asked,
    [property: Column("refused", "Those of them that were refused: no place, or no room in the line.")] int Refused,
    [property: Column("finished", "Visits that were served to the end.")] int Finished,
    [property: Column("gave_up", "Visits whose owner lost patience before it was served.")] int GaveUp,
    [property: Column("cut_off", "Visits whose owner left the economy, or whose place closed.")] int CutOff,
    [property: Column("missed", "Visits that passed their deadline in the tick.")] int Missed,
    [property: Column("after", "Visits under way when the tick ended.")] int After,
    [property: Column("wait_seconds", "Mean time in the line of visits that finished; empty where none did.")] double Wait,
    [property: Column("response_p50_seconds", "Time from asking to the end, of visits that finished: half of them took no longer; empty where none did.")] double Response50,
    [property: Column("response_p95_seconds", "The same of 95 in a hundred.")] double Response95,
    [property: Column("response_p99_seconds", "The same of 99 in a hundred.")] double Response99,
    [property: Column("busy_hours", "Hours that servers were at work, summed over them.")] double BusyHours,
    [property: Column("idle_hours", "Hours that servers with compute had nobody to serve.")] double IdleHours,
    [property: Column("wasted_hours", "Hours of servers that were lost for lack of compute while there was a line.")] double WastedHours,
    [property: Column("measure", "What the place is there for.")] string Measure,
    [property: Column("value", "How much of that the tick had; empty where it cannot be told.")] double Value,
    [property: Column("profit_minor", "Fees that it kept, less the compute, the rent and the wages that it paid; 0 of a place without an account.")] long Profit);
