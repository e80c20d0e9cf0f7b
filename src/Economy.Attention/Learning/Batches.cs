using Economy.Attention.Numerics;

namespace Economy.Attention.Learning;

/// <summary>Which samples are held out and which form a batch: by seed alone.</summary>
internal sealed class Batches
{
    private readonly OutcomeSamples _samples;
    private readonly bool _byRound;
    private readonly int _size;

    /// <param name="samples">All samples.</param>
    /// <param name="byRound">Whether the samples of a batch must come from one round.</param>
    /// <param name="options">Size, held-out part, seed.</param>
    internal Batches(OutcomeSamples samples, bool byRound, TrainingOptions options)
    {
        (_samples, _byRound, _size) = (samples, byRound, options.BatchSize);
        var order = new int[samples.Count];
        for (int i = 0; i < order.Length; i++) order[i] = i;
        new CounterRandom(options.Seed).Shuffle(order);
        int held = (int)(options.HeldOut * order.Length);
        HeldOut = order[..held];
        Training = order[held..];
    }

    internal int[] HeldOut { get; }

    internal int[] Training { get; }

    /// <summary>Cuts members into batches; a random number where given also shuffles them and their order.</summary>
    internal List<ArraySegment<int>> Cut(int[] members, CounterRandom? random)
    {
        if (random is { } r) r.Shuffle(members);
        if (_byRound) SortByRound(members);
        var batches = new List<ArraySegment<int>>();
        for (int at = 0; at < members.Length;)
        {
            int end = Math.Min(members.Length, at + _size);
            if (_byRound)
            {
                int round = _samples.Round[members[at]];
                for (int i = at; i < end; i++)
                    if (_samples.Round[members[i]] != round) end = i;
            }
            batches.Add(new ArraySegment<int>(members, at, end - at));
            at = end;
        }
        if (!_byRound || random is not { } s) return batches;
        var order = new int[batches.Count];
        for (int i = 0; i < order.Length; i++) order[i] = i;
        s.Fork(1).Shuffle(order);
        return [.. order.Select(i => batches[i])];
    }

    /// <summary>By round, else as they were.</summary>
    private void SortByRound(int[] members)
    {
        var keys = new (int Round, int Place)[members.Length];
        for (int i = 0; i < keys.Length; i++) keys[i] = (_samples.Round[members[i]], i);
        Array.Sort(keys, members);
    }
}
