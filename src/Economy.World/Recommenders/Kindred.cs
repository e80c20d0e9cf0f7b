using Economy.Attention.Numerics;
using Economy.Attention.Retrieval;
using Economy.Core.State;

namespace Economy.World.Recommenders;

/// <summary>
/// Retrieval of people: query and keys are where participants went of late, each scaled to length 1, and one is shown another with chance
/// softmax(β·qKᵀ): neighbours of collaborative filtering (Resnick and others 1994), weighed by attention.
/// </summary>
/// <param name="beta">β.</param>
/// <param name="people">Participants.</param>
/// <param name="places">Subsystems.</param>
internal sealed class Kindred(double beta, int people, int places) : Ranker
{
    private readonly double[] went = new double[people * places];
    private readonly double[] length = new double[people];

    /// <inheritdoc />
    public override int Numbers => went.Length;

    /// <inheritdoc />
    public override void Write(Span<double> numbers) => went.CopyTo(numbers);

    /// <inheritdoc />
    public override void Read(ReadOnlySpan<double> numbers)
    {
        numbers.CopyTo(went);
        for (var i = 0; i < people; i++) length[i] = Math.Sqrt(Reduction.Dot(Of(i), Of(i)));
    }

    /// <inheritdoc />
    public override void Weigh(in Viewer viewer, Span<double> weight)
    {
        Span<double> query = stackalloc double[places];
        for (var k = 0; k < places; k++) query[k] = viewer.History[k];
        var (norm, top) = (Math.Sqrt(Reduction.Dot(query, query)), 0.0);
        for (var i = 0; i < people; i++)
        {
            weight[i] = norm > 0 && length[i] > 0 ? Reduction.Dot(query, Of(i)) / (norm * length[i]) : 0;
            top = Math.Max(top, weight[i]);
        }

        Recall.Weigh(weight, beta, top);
    }

    /// <inheritdoc />
    public override void Learn(in Watched watched)
    {
        for (var i = 0; i < people; i++)
            for (var k = 0; k < places; k++) went[i * places + k] = watched.Viewers.Of(i)[k];
    }

    /// <inheritdoc />
    public override void Save(BinaryWriter state) => state.WriteColumn<double>(went);

    /// <inheritdoc />
    public override void Restore(BinaryReader state) => state.ReadColumn<double>(went);

    private ReadOnlySpan<double> Of(int participant) => went.AsSpan(participant * places, places);
}
