namespace Economy.Attention.Policies;

/// <summary>Literal softmax at the temperature of <see cref="Grid"/> that gives the most welfare; the lower one among equals.</summary>
[Policy("softmax-best", "softmax at its best temperature")]
internal sealed class BestSoftmaxAllocator(AllocationOptions options) : IAllocator
{
    /// <summary>Temperatures tried, relative to the mean score.</summary>
    internal static ReadOnlySpan<double> Grid => [0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0];

    /// <inheritdoc/>
    public string Name => Allocators.NameOf(GetType());

    /// <inheritdoc/>
    public AllocationReport Allocate(AllocationProblem problem, IShareConsumer consumer)
    {
        double most = double.NegativeInfinity, best = Grid[0];
        foreach (double temperature in Grid)
        {
            double welfare = At(temperature).Allocate(problem, new Nobody()).Welfare;
            if (welfare > most) (most, best) = (welfare, temperature);
        }
        return At(best).Allocate(problem, consumer);
    }

    private SoftmaxAllocator At(double temperature) => new(options with { SoftmaxTemperature = temperature });

    private sealed class Nobody : IShareConsumer
    {
        public void Accept(ReadOnlySpan<Share> shares) { }
    }
}
