namespace Economy.World.Subsystems.Serving;

/// <summary>Who of a line is served next; those who are equal by it in the order in which they asked.</summary>
public enum Discipline
{
    /// <summary>Who asked first.</summary>
    FirstCome,

    /// <summary>Who is of the first class.</summary>
    Priority,

    /// <summary>Whose deadline is earliest.</summary>
    EarliestDeadline,
}
