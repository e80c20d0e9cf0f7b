namespace Economy.Core.Records;

/// <summary>A subsystem with a limit on its visitors in a tick. Who asked and was not refused is counted in <see cref="SubsystemRow.Participants"/>.</summary>
[Table("admissions", "One row per tick and subsystem that has a limit on its visitors in it: how many asked to come, and how many were refused.")]
[Chart("Places, and who asked for them", "places", "asked", "refused")]
public readonly record struct AdmissionRow(
    [property: Column("tick", "Tick.", Key = true)] int Tick,
    [property: Column("subsystem", "Name of the subsystem.", Key = true)] string Subsystem,
    [property: Column("places", "Visitors that it let in at most, as it published it.")] long Places,
    [property: Column("asked", "Participants who asked for a session.")] int Asked,
    [property: Column("refused", "Those of them who were not let in: those with the lowest bids.")] int Refused);
