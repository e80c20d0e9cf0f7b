using Economy.Attention.Learning;
using Economy.Core.State;

namespace Economy.World.Learn;

/// <summary>Outcomes in a saved state.</summary>
internal static class SavedSamples
{
    /// <summary>Writes the outcomes.</summary>
    public static void Save(this OutcomeSamples samples, BinaryWriter state)
    {
        state.WriteColumn(samples.Task);
        state.WriteColumn(samples.Pool);
        state.WriteColumn(samples.Quality);
        state.WriteColumn(samples.Weight);
        state.WriteColumn(samples.Round);
        state.WriteColumn(samples.TaskClass);
        state.WriteColumn(samples.PoolName);
    }

    /// <summary>Puts the outcomes that <see cref="Save"/> wrote in the place of those there are.</summary>
    public static void Restore(this OutcomeSamples samples, BinaryReader state)
    {
        double[] task = state.ReadColumn<double>(), pool = state.ReadColumn<double>(), quality = state.ReadColumn<double>(),
            weight = state.ReadColumn<double>();
        int[] round = state.ReadColumn<int>(), kind = state.ReadColumn<int>(), name = state.ReadColumn<int>();
        var (f, g) = (samples.Schema.Task.Count, samples.Schema.Pool.Count);
        samples.Clear();
        for (var i = 0; i < quality.Length; i++)
            samples.Add(task.AsSpan(i * f, f), pool.AsSpan(i * g, g), quality[i], weight[i], round[i], kind[i], name[i]);
    }
}
