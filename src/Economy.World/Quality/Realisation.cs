using Economy.Attention;
using Economy.World.Actors;
using Economy.World.Subsystems;

namespace Economy.World.Quality;

/// <summary>What an allocation turns out to be worth: the quality of every share of it, once the pools' loads are known.</summary>
/// <param name="world">A world with quality of service.</param>
/// <param name="traits">The tick's tasks.</param>
internal sealed class Realisation(WorldModel world, TaskTraits traits) : IShareConsumer
{
    private readonly ServiceQuality quality = world.Quality!;
    private readonly Column<Share> shares = new();
    private readonly Column<double> realised = new();

    /// <summary>The allocation of compute, by task, then pool.</summary>
    public ReadOnlySpan<Share> Shares => shares.Span;

    /// <summary>Quality of service of each of <see cref="Shares"/>; 1 is what was bid for.</summary>
    public ReadOnlySpan<double> Quality => realised.Span;

    /// <summary>[m] What crowding left of the quality of each pool.</summary>
    public double[] Crowding { get; } = new double[world.Pools.Count];

    /// <summary>Σ b·quality·share, minor units.</summary>
    public double Welfare { get; private set; }

    /// <summary>Σ b·share: what it would be at full quality, minor units.</summary>
    public double FullWelfare { get; private set; }

    /// <summary>Σ of payments beyond the value received, minor units.</summary>
    public double Loss { get; private set; }

    /// <summary>Forgets the last allocation.</summary>
    public void Clear()
    {
        shares.Clear();
        realised.Clear();
        (Welfare, FullWelfare, Loss) = (0, 0, 0);
    }

    /// <inheritdoc />
    public void Accept(ReadOnlySpan<Share> part)
    {
        foreach (ref readonly var share in part)
            if (share.Pool < Crowding.Length) shares.Add(share);
    }

    /// <summary>Draws the quality of every share.</summary>
    /// <param name="tick">The tick.</param>
    /// <param name="problem">The tasks.</param>
    /// <param name="utilisation">[m] Of each pool's fullest resource, commitments included.</param>
    public void Settle(int tick, AllocationProblem problem, ReadOnlySpan<double> utilisation)
    {
        for (var j = 0; j < Crowding.Length; j++) Crowding[j] = quality.Crowding(utilisation[j]);
        foreach (ref readonly var share in shares.Span)
        {
            var i = share.Task;
            var met = quality.Expected(traits.Kind[i], traits.Region[i], traits.MemoryPerCore[i], share.Pool)
                * quality.Noise(traits.Number[i], share.Pool, tick) * Crowding[share.Pool];
            var full = problem.Bid[i] * share.Ppm / Share.Whole;
            realised.Add(met);
            (FullWelfare, Welfare) = (FullWelfare + full, Welfare + full * met);
            Loss += Math.Max(0, share.Payment - full * met);
        }
    }
}
