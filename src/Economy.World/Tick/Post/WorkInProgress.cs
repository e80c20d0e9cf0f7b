using Economy.Core.Books;
using Economy.Core.State;
using Economy.World.Actors;

namespace Economy.World.Tick.Post;

/// <summary>Assets that were begun and are not delivered yet: in the order in which they were begun, by participant within a tick.</summary>
/// <param name="assets">Number of assets.</param>
internal sealed class WorkInProgress(int assets) : IResumable
{
    private readonly List<(int Due, AssetChange Work)> pending = [];

    /// <summary>Units that were begun in the tick, by row of the asset.</summary>
    public long[] Begun { get; } = new long[assets];

    /// <summary>Units that were delivered in it.</summary>
    public long[] Delivered { get; } = new long[assets];

    /// <summary>Units of those who left, which are lost.</summary>
    public long[] Lost { get; } = new long[assets];

    /// <summary>Units that are on their way.</summary>
    public long UnderWay(int asset) => pending.Sum(work => work.Work.Asset == asset ? work.Work.Units : 0);

    /// <summary>Takes in what a tick began, and posts what is due in it; what belonged to one who has left is lost.</summary>
    public void Deliver(TickState tick)
    {
        foreach (var counted in (long[][])[Begun, Delivered, Lost]) counted.AsSpan().Clear();
        foreach (var cell in tick.Results)
        {
            foreach (ref readonly var begun in cell.Begun.Span)
            {
                pending.Add((tick.Tick + begun.Lead, new AssetChange(begun.Owner, begun.Asset, begun.Units)));
                Begun[begun.Asset] += begun.Units;
            }
        }

        if (pending.Count == 0) return;
        tick.Journal.Open();
        foreach (var (due, work) in pending)
        {
            if (!tick.Population.IsActive(work.Owner)) Lost[work.Asset] += work.Units;
            if (due != tick.Tick || !tick.Population.IsActive(work.Owner)) continue;
            Delivered[work.Asset] += work.Units;
            var account = tick.World.Chart.Participant(work.Owner);
            tick.Journal.Move(AccountId.Mint, account, WorldModel.Token(work.Asset), work.Units, Instrument.Production);
        }

        pending.RemoveAll(work => work.Due <= tick.Tick || !tick.Population.IsActive(work.Work.Owner));
    }

    /// <inheritdoc />
    public void Save(BinaryWriter state)
    {
        state.Write(pending.Count);
        foreach (var (due, work) in pending)
        {
            state.Write(due);
            state.Write(work.Owner);
            state.Write(work.Asset);
            state.Write(work.Units);
        }
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        pending.Clear();
        for (var left = state.ReadInt32(); left > 0; left--)
            pending.Add((state.ReadInt32(), new AssetChange(state.ReadInt32(), state.ReadInt32(), state.ReadInt64())));
    }
}
