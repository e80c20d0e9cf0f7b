using Economy.World.Institutions;

namespace Economy.World.Money;

/// <summary>Post → treasury: say what you will pay out.</summary>
/// <param name="Tick">The tick.</param>
/// <param name="Levies">The levies in force.</param>
/// <param name="Money">Balance of its account before anything of the tick is posted, minor units.</param>
public sealed record TreasuryOpening(int Tick, LevyList Levies, long Money);

/// <summary>Trade → treasury: what do you buy? The answer is a list of <see cref="PublicOrder"/>.</summary>
/// <param name="Tick">The tick.</param>
/// <param name="Levies">The levies in force.</param>
/// <param name="Means">Balance of its account before anything of the tick is posted, and the last prices.</param>
public sealed record PublicMarketDay(int Tick, LevyList Levies, PublicMeans Means);

/// <summary>Allocate → treasury: what compute do you bid for? The answer is a list of <see cref="PublicTask"/>.</summary>
/// <param name="Tick">The tick.</param>
/// <param name="Levies">The levies in force.</param>
/// <param name="Means">Balance of its account before anything of the tick is posted, and the last prices.</param>
public sealed record PublicBidding(int Tick, LevyList Levies, PublicMeans Means);

/// <summary>The treasury: it decides what is paid out of its account, by the levies in force.</summary>
public sealed class Treasury : IInstitution
{
    /// <inheritdoc />
    public string Path => "treasury";

    /// <inheritdoc />
    public object Answer(object message) => message switch
    {
        TreasuryOpening opening => Budgets(opening),
        PublicMarketDay day => Orders(day),
        PublicBidding bidding => Tasks(bidding),
        _ => throw new ArgumentException($"The treasury does not understand {message.GetType().Name}.", nameof(message)),
    };

    /// <summary>What it orders: each levy out of what those before it leave.</summary>
    private static List<PublicOrder> Orders(PublicMarketDay day)
    {
        var (orders, means) = (new List<PublicOrder>(), day.Means);
        foreach (var levy in day.Levies.All)
        {
            if (levy.Order(means) is not { } order || order.Limit * order.Quantity > means.Money) continue;
            orders.Add(order);
            means = means with { Money = means.Money - order.Limit * order.Quantity };
        }

        return orders;
    }

    /// <summary>What it bids for: each levy out of what the bids before it leave.</summary>
    private static List<PublicTask> Tasks(PublicBidding bidding)
    {
        var (tasks, means) = (new List<PublicTask>(), bidding.Means);
        foreach (var levy in bidding.Levies.All)
        {
            if (levy.Task(means) is not { } task || task.Bid > means.Money) continue;
            tasks.Add(task);
            means = means with { Money = means.Money - task.Bid };
        }

        return tasks;
    }

    /// <summary>What each levy will pay out, minor units.</summary>
    private static long[] Budgets(TreasuryOpening opening)
    {
        var budgets = new long[opening.Levies.All.Length];
        for (var l = 0; l < budgets.Length; l++) budgets[l] = opening.Levies.All[l].Budget(opening.Money);
        return budgets;
    }
}
