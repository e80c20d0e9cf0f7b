using Economy.Attention.Model;
using Economy.Core.State;

namespace Economy.World.Recommenders;

/// <summary>What the world asks of a kind of ranking.</summary>
public interface IRanking
{
    /// <summary>
    /// Whether slots are drawn by weight; else the greatest weight comes first, the lower row first where they are equal.
    /// </summary>
    bool IsDrawn => true;

    /// <summary>
    /// Opens it for a recommender of a world: once where it learns, and once for every cell that reads what it has learnt.
    /// </summary>
    /// <param name="world">What stays fixed.</param>
    /// <param name="recommender">Row of the recommender among the subsystems.</param>
    Ranker Open(WorldModel world, int recommender);
}

/// <summary>A ranking at work. What it has learnt is a row of numbers, which everybody may see a tick later.</summary>
public abstract class Ranker : IResumable
{
    /// <inheritdoc />
    string IResumable.Kind => "ranker";

    /// <summary>How many numbers it publishes.</summary>
    public virtual int Numbers => 0;

    /// <summary>Writes what it has learnt.</summary>
    /// <param name="numbers">[<see cref="Numbers"/>].</param>
    public virtual void Write(Span<double> numbers)
    {
    }

    /// <summary>Takes over what was published: for <see cref="Weigh"/>.</summary>
    /// <param name="numbers">[<see cref="Numbers"/>].</param>
    public virtual void Read(ReadOnlySpan<double> numbers)
    {
    }

    /// <summary>Weighs every item for a participant.</summary>
    /// <param name="viewer">Who looks.</param>
    /// <param name="weight">[items] Receives a weight ≥ 0 for each item; those that are not shown are passed over later.</param>
    public abstract void Weigh(in Viewer viewer, Span<double> weight);

    /// <summary>Whether it ranks the participants of a cell block by block: see <see cref="Turn"/>.</summary>
    public virtual bool RanksBlocks => false;

    /// <summary>Turns to the participants of a cell, of whom <see cref="Best"/> tells next, in ascending order.</summary>
    /// <param name="cell">What they chose of late, which stays as it is until each was asked about.</param>
    /// <param name="count">Items to rank for each.</param>
    public virtual void Turn(Histories cell, int count)
    {
    }

    /// <summary>The items of greatest weight for a participant, the greatest first, the lower row first where they are equal.</summary>
    /// <param name="viewer">Its row in the cell.</param>
    public virtual ReadOnlySpan<int> Best(int viewer) => [];

    /// <summary>Learns from what a tick showed.</summary>
    /// <param name="watched">Who looked at what, and who went where.</param>
    public virtual void Learn(in Watched watched)
    {
    }

    /// <summary>
    /// What it expected of the looks of a tick, before it learns from them: mean chance of a visit; not a number where it has none.
    /// </summary>
    public virtual double Expected(in Watched watched) => double.NaN;

    /// <summary>Why it weighs an item as it does for a participant; null where no model does.</summary>
    public virtual ExplainedPair? Explain(in Viewer viewer, int item) => null;

    /// <inheritdoc />
    public virtual void Save(BinaryWriter state)
    {
    }

    /// <inheritdoc />
    public virtual void Restore(BinaryReader state)
    {
    }
}

/// <summary>A participant as a ranking sees it.</summary>
/// <param name="type">Row of its type.</param>
/// <param name="history">How often it chose each item of late, 0…1: places, or goods where those are shown.</param>
public readonly ref struct Viewer(int type, ReadOnlySpan<float> history)
{
    /// <summary>Row of its type.</summary>
    public int Type { get; } = type;

    /// <summary>How often it chose each item of late, 0…1: places, or goods where those are shown.</summary>
    public ReadOnlySpan<float> History { get; } = history;
}

/// <summary>Who was shown an item by a recommender and looked at it.</summary>
/// <param name="Participant">Who.</param>
/// <param name="Recommender">Row of the recommender among the world's recommenders.</param>
/// <param name="Item">Row of the item in its catalogue.</param>
public readonly record struct Look(int Participant, int Recommender, int Item);

/// <summary>What a tick showed of one recommender.</summary>
/// <param name="looks">The looks at what it showed, by participant.</param>
/// <param name="went">
/// Whether each of them was followed up in the same tick: by a session, by an order to buy the good, or by a session where the person was.
/// </param>
/// <param name="visits">Every choice of an item in the tick: participant and item, by participant.</param>
/// <param name="viewers">What was known of the participants when they looked.</param>
public readonly ref struct Watched(ReadOnlySpan<Look> looks, ReadOnlySpan<bool> went, ReadOnlySpan<(int Participant, int Place)> visits,
    Histories viewers)
{
    /// <summary>The looks at what it showed, by participant.</summary>
    public ReadOnlySpan<Look> Looks { get; } = looks;

    /// <summary>Whether each of them was followed up in the same tick.</summary>
    public ReadOnlySpan<bool> Went { get; } = went;

    /// <summary>Every choice of an item in the tick: participant and item, by participant.</summary>
    public ReadOnlySpan<(int Participant, int Place)> Visits { get; } = visits;

    /// <summary>What was known of the participants when they looked.</summary>
    public Histories Viewers { get; } = viewers;
}
