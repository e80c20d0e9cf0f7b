namespace Economy.World.Randomness;

/// <summary>
/// What a stream is drawn for: the fourth counter word, so that one more draw for one purpose never shifts another's.
/// The numbers are part of every economy digest: append, never renumber.
/// </summary>
public enum Purpose
{
    Focus = 1,
    Perform = 2,
    Arrivals = 3,
    Sizes = 4,
    Durations = 5,
    Owners = 6,
    Trade = 7,
    Endowment = 8,
    Churn = 9,
    Encounters = 10,
    Quality = 11,
    Learning = 12,
    Misreport = 13,
    Wear = 14,
    Queue = 15,
    Region = 16,
    Outcome = 17,
    Inclusion = 18,
    OrderArrival = 19,
    View = 20,
    Traits = 21,
    Tastes = 22,
    Estate = 23,
    Visit = 24,
    Shown = 30,
    Clicks = 31,
    Cases = 32,

    // Of experiments, not of economies.
    Design = 1000,
    Bootstrap = 1001,
}
