namespace Economy.Core.Records;

/// <summary>An entry of the calendar that begins or ends.</summary>
[Table("calendar", "Only with a calendar: one row per entry that begins to be in force in a tick, or ends.")]
public readonly record struct CalendarRow(
    [property: Column("tick", "First tick in which it is in force, or no more.", Key = true)] int Tick,
    [property: Column("entry", "Number of the entry in the scenario's calendar, from 0.", Key = true)] int Entry,
    [property: Column("event", "begins or ends.")] string Event,
    [property: Column("what", "What it does.")] string What);
