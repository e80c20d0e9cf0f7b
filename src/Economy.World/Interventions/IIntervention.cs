using Economy.Core.Scenarios;

namespace Economy.World.Interventions;

/// <summary>
/// A change of the rules while it is in force. A kind that is an <see cref="Money.ILevy"/> too is levied, or paid out, in every tick in
/// which it is in force.
/// </summary>
public interface IIntervention
{
    /// <summary>Values of the keys that it sets in a tick, by path.</summary>
    /// <param name="value">Value of a key as it would be without it, by path.</param>
    /// <param name="age">Ticks it has been in force, 0 in the first.</param>
    /// <exception cref="ArgumentException">There is no such key, or it cannot change while a run goes on.</exception>
    IEnumerable<KeyValuePair<string, string>> Sets(Func<string, string> value, int age) => [];

    /// <summary>Whether it acts in one tick only where <c>until</c> does not say otherwise.</summary>
    bool Passes => false;

    /// <summary>What does not fit the scenario, beyond its keys and their values; null where all does.</summary>
    string? Misfit(Scenario scenario) => null;
}
