using Economy.World.Institutions;
using Economy.World.Stage;

namespace Economy.World.Money;

/// <summary>Post → treasury: say what you will pay out.</summary>
/// <param name="Tick">The tick.</param>
/// <param name="Levies">The levies in force.</param>
/// <param name="Money">Balance of its account before anything of the tick is posted, minor units.</param>
public sealed record TreasuryOpening(int Tick, LevyList Levies, long Money);

/// <summary>The treasury: it decides what is paid out of its account, by the levies in force.</summary>
public sealed class Treasury : IInstitution
{
    /// <inheritdoc />
    public string Path => "treasury";

    /// <inheritdoc />
    public object Answer(object message) => message is TreasuryOpening opening
        ? Budgets(opening)
        : throw new ArgumentException($"The treasury does not understand {message.GetType().Name}.", nameof(message));

    /// <summary>What each levy will pay out, minor units.</summary>
    private static long[] Budgets(TreasuryOpening opening)
    {
        var budgets = new long[opening.Levies.All.Length];
        for (var l = 0; l < budgets.Length; l++) budgets[l] = opening.Levies.All[l].Budget(opening.Money);
        return budgets;
    }
}
