using Economy.Attention;
using Economy.World.Allocate;

namespace Economy.World.Quality;

/// <summary>Allocates a tick's tasks once more, by other scores, and tells what that would have realised. Changes nothing.</summary>
internal sealed class Counterfactual(WorldModel world, TaskTraits traits, IScoreModel scores, int threads)
{
    /// <summary>Utilisation by pool under an allocation.</summary>
    public delegate ReadOnlySpan<double> UtilisationOf(AllocationReport report);

    private readonly IAllocator allocator = Policies.Of(world.Allocation, threads);
    private readonly Realisation realised = new(world, traits);

    /// <summary>Writes the prices that the next tick starts from.</summary>
    public void Save(BinaryWriter state) => allocator.Save(state);

    /// <summary>Takes over what <see cref="Save"/> wrote.</summary>
    public void Restore(BinaryReader state) => allocator.Restore(state);

    /// <summary>Realised welfare of the other allocation, minor units.</summary>
    public double Run(int tick, AllocationProblem problem, double? temperature, UtilisationOf utilisation)
    {
        var (posed, posedTemperature) = (problem.Scores, problem.Temperature);
        (problem.Scores, problem.Temperature) = (scores, temperature);
        realised.Clear();
        var report = allocator.Allocate(problem, realised);
        realised.Settle(tick, problem, utilisation(report));
        (problem.Scores, problem.Temperature) = (posed, posedTemperature);
        return realised.Welfare;
    }
}
