namespace Economy.Reporting;

/// <summary>What came of a check.</summary>
public enum Outcome
{
    /// <summary>It holds.</summary>
    Passed,

    /// <summary>It does not hold.</summary>
    Failed,

    /// <summary>The run did not write what it needs; the detail says what.</summary>
    NotChecked,
}

/// <summary>One thing that must hold of a run folder, and whether it does.</summary>
/// <param name="Name">The statement.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Detail">How much was looked at, or what is wrong, the first places first.</param>
public sealed record Check(string Name, Outcome Outcome, string Detail)
{
    /// <summary>The check over everything that contradicts <paramref name="name"/>.</summary>
    internal static Check That(string name, string looked, IEnumerable<string> problems)
    {
        const int Shown = 3;
        var (shown, count) = (new List<string>(), 0L);
        foreach (var problem in problems)
        {
            if (count++ < Shown) shown.Add(problem);
        }

        if (count == 0) return new(name, Outcome.Passed, looked);
        var more = count > Shown ? $"; and {count - Shown} more" : "";
        return new(name, Outcome.Failed, string.Join("; ", shown) + more);
    }

    internal static Check Skipped(string name, string why) => new(name, Outcome.NotChecked, why);
}
