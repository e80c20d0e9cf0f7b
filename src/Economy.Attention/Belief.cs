namespace Economy.Attention;

/// <summary>What is believed of the tasks of a problem, beside what they ask for and bid.</summary>
public sealed record Belief
{
    /// <summary>Where the scores come from; null leaves it to the options of the allocator.</summary>
    public IScoreModel? Scores { get; init; }

    /// <summary>τ of the attention with prices, in (0, 10]; null leaves it to the options of the allocator.</summary>
    public double? Temperature { get; init; }

    /// <summary>[n × <see cref="AllocationProblem.EligibleWords"/>] The eligible pools that tasks know of; null: all of them.</summary>
    public ulong[]? Eligible { get; init; }
}
