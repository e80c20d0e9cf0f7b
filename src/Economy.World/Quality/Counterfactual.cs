using Economy.Attention;

namespace Economy.World.Quality;

/// <summary>Allocates a tick's tasks once more, by other scores, and tells what that would have realised.</summary>
/// <param name="policy">The policy, with prices of its own to start from.</param>
/// <param name="scores">The other scores.</param>
/// <param name="realised">Where its outcome is worked out.</param>
internal sealed class Counterfactual(IAllocator policy, IScoreModel scores, Realisation realised)
{
    /// <summary>Utilisation by pool under an allocation.</summary>
    public delegate ReadOnlySpan<double> UtilisationOf(AllocationReport report);

    /// <summary>Writes the prices that the next tick starts from.</summary>
    public void Save(BinaryWriter state) => policy.Save(state);

    /// <summary>Takes over what <see cref="Save"/> wrote.</summary>
    public void Restore(BinaryReader state) => policy.Restore(state);

    /// <summary>Realised welfare of the other allocation, minor units.</summary>
    public double Run(int tick, AllocationProblem posed, double? temperature, UtilisationOf utilisation)
    {
        var other = posed.Under(new Belief { Scores = scores, Temperature = temperature });
        realised.Clear();
        var report = policy.Allocate(other, realised);
        realised.Settle(tick, other, utilisation(report));
        return realised.Welfare;
    }
}
