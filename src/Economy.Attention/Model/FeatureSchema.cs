using System.Text.Json;

namespace Economy.Attention.Model;

/// <summary>What a model looks at, in order. Saved with the model, and compared before it is used.</summary>
public sealed record FeatureSchema
{
    /// <summary>The most features of tasks, and of pools.</summary>
    public const int MostFeatures = 1024;

    /// <summary>Task features, F from 1 to 1,024.</summary>
    public required IReadOnlyList<Feature> Task { get; init; }

    /// <summary>Pool features, G from 1 to 1,024.</summary>
    public required IReadOnlyList<Feature> Pool { get; init; }

    /// <summary>Names of task classes, for the learned bias of the form <c>biased</c>; may be empty.</summary>
    public IReadOnlyList<string> TaskClasses { get; init; } = [];

    /// <summary>Names of pools known by identity, for the learned bias of the form <c>biased</c>; may be empty.</summary>
    public IReadOnlyList<string> PoolNames { get; init; } = [];

    /// <inheritdoc/>
    public bool Equals(FeatureSchema? other) => other is not null && Task.SequenceEqual(other.Task) && Pool.SequenceEqual(other.Pool)
        && TaskClasses.SequenceEqual(other.TaskClasses) && PoolNames.SequenceEqual(other.PoolNames);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Task.Count, Pool.Count, TaskClasses.Count, PoolNames.Count);

    /// <summary>The first difference that keeps a model of this schema from reading features of another, or null.</summary>
    public string? Difference(FeatureSchema other) =>
        Difference("task feature", Task, other.Task) ?? Difference("pool feature", Pool, other.Pool)
        ?? Difference("task class", TaskClasses, other.TaskClasses) ?? Difference("pool name", PoolNames, other.PoolNames);

    internal bool IsValid => Task.Count is > 0 and <= MostFeatures && Pool.Count is > 0 and <= MostFeatures;

    internal string ToJson() => JsonSerializer.Serialize(this);

    internal static FeatureSchema? FromJson(string json)
    {
        var schema = JsonSerializer.Deserialize<FeatureSchema>(json);
        return schema is { Task: not null, Pool: not null, TaskClasses: not null, PoolNames: not null, IsValid: true } ? schema : null;
    }

    private static string? Difference<T>(string what, IReadOnlyList<T> mine, IReadOnlyList<T> others)
    {
        for (int i = 0; i < Math.Max(mine.Count, others.Count); i++)
        {
            if (i >= others.Count) return $"{what} {i + 1}, {mine[i]}, is missing";
            if (i >= mine.Count) return $"{what} {i + 1}, {others[i]}, is unknown to the model";
            if (!Equals(mine[i], others[i])) return $"{what} {i + 1} is {others[i]} where the model has {mine[i]}";
        }
        return null;
    }
}
