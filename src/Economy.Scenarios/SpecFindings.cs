using Economy.Scenarios.Binding;

namespace Economy.Scenarios;

/// <summary>A file under examination: where it says what, and what is already known to be wrong.</summary>
public class SpecFindings
{
    private readonly Places places;
    private readonly ErrorLog log;

    internal SpecFindings(Places places, ErrorLog log) => (this.places, this.log) = (places, log);

    /// <summary>Whether all the values were read without error, so that they may be judged together.</summary>
    /// <param name="paths">Dotted paths with indices, <c>population.types.0.count</c>.</param>
    public bool AreSound(params ReadOnlySpan<string> paths)
    {
        foreach (string path in paths)
        {
            if (places.IsFaulty(path)) return false;
        }

        return true;
    }

    /// <summary>Whether so much is wrong that nothing more is reported.</summary>
    public bool AreEnough => log.IsFull;

    /// <summary>Whether the file gives the value, rather than leaving it to its default.</summary>
    public bool IsGiven(string path) => places.IsGiven(path);

    /// <summary>Reports something wrong with a value, unless the value could not even be read.</summary>
    public void Fault(string path, string message, string expected, string suggestion = "")
    {
        if (!places.IsFaulty(path)) log.Add(places.Of(path), message, expected, suggestion);
    }
}
