namespace Economy.Core.Records;

/// <summary>
/// Participants of a type in a tick: those of the tick before + entered − left = participants.
/// </summary>
[Table("population", "One row per tick and participant type: how many there are, who came, who left and why.")]
[Chart("Participants by type", "participants")]
[Chart("Entries", "entered")]
[Chart("Expected utility", "expected_utility_utils")]
public readonly record struct PopulationRow(
    [property: Column("tick", "Tick, from 1; 0 is the state after endowment.", Key = true)] int Tick,
    [property: Column("type", "Participant type.", Key = true)] string Type,
    [property: Column("participants", "Participants that have entered and not left.")] int Participants,
    [property: Column("entered", "Participants who entered when the tick began.")] int Entered,
    [property: Column("declined", "Those who came and did not enter, because their outside option was better.")] int Declined,
    [property: Column("turned_away", "Those who came and could not enter, because no account was free.")] int TurnedAway,
    [property: Column("left_churn", "Participants who left whatever they had.")] int LeftByChurn,
    [property: Column("left_outside", "Participants who left because their outside option was better.")] int LeftForOutside,
    [property: Column("left_bankrupt", "Participants who left because they owned too little.")] int LeftBankrupt,
    [property: Column("expected_utility_utils",
        "Mean utility per tick that those of the type expect who have been there for a tick; empty where there are none, or the type has no exit section.")] double ExpectedUtility);
