using Economy.Attention.Learning;
using Economy.Attention.Model;
using Economy.Core.State;

namespace Economy.World.Learn;

/// <summary>Served sessions of which it is not known yet how good they were: the visits that they belong to go on.</summary>
/// <param name="schema">The columns of the features.</param>
internal sealed class OpenOutcomes(FeatureSchema schema) : IResumable
{
    private OutcomeSamples samples = new(schema);
    private List<int> owners = [];

    /// <summary>Takes note of a session with what was seen of it.</summary>
    public void Add(Features features, in TaskOutcome session, int tick)
    {
        samples.Add(features, session.Task, session.Pool, 0, session.Weight, tick);
        owners.Add(session.Owner);
    }

    /// <summary>Hands over the sessions whose visits are over; forgets those of which nothing will be told, and those of long ago.</summary>
    /// <param name="late">What is known now.</param>
    /// <param name="after">The last tick that is long ago.</param>
    /// <param name="known">Where they are added.</param>
    public void Resolve(LateGoods late, int after, OutcomeSamples known)
    {
        var (kept, of) = (new OutcomeSamples(schema), new List<int>());
        for (var i = 0; i < owners.Count; i++)
        {
            if (late.Of.TryGetValue(owners[i], out var good))
            {
                known.Add(samples, i, good);
            }
            else if (!late.Left.Contains(owners[i]) && samples.Round[i] > after)
            {
                kept.Add(samples, i, 0);
                of.Add(owners[i]);
            }
        }

        (samples, owners) = (kept, of);
    }

    /// <inheritdoc />
    public void Save(BinaryWriter state)
    {
        samples.Save(state);
        state.WriteColumn<int>([.. owners]);
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        samples.Restore(state);
        owners = [.. state.ReadColumn<int>()];
    }
}
