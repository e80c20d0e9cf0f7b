using Economy.Core.Scenarios;
using Economy.World.Actors;
using Economy.World.Randomness;

namespace Economy.World.Tick.Decide;

/// <summary>Who leaves, and why: by chance, bankrupt, or for something better.</summary>
internal sealed class Exits(WorldModel world, ParticipantColumns state)
{
    /// <summary>Why the participant in a row leaves now; null where it stays.</summary>
    public LeaveReason? Of(Snapshot snapshot, ParticipantTypeSpec type, int row)
    {
        var (participant, exit) = (state.First + row, type.Exit);
        var churn = exit?.ChurnRate ?? snapshot.Rules.Population.ChurnRate;
        if (exit is null && churn == 0) return null;
        // Two draws, used or not: none shifts the other.
        var random = new PhiloxStream(world.SeedAt(snapshot.Tick), Purpose.Churn, participant, snapshot.Tick);
        var (leaves, looks) = (random.NextDouble(), random.NextDouble());
        if (leaves < churn) return LeaveReason.Churn;
        if (exit is null) return null;
        if (exit.Bankruptcy is { } least && Wealth(snapshot, participant) < least) return LeaveReason.Bankruptcy;
        ref var outlook = ref state.Outlook[row];
        outlook.Learn(state.UtilityMicro[row], exit.Memory);
        return outlook.Experience >= exit.Memory && outlook.Expected < exit.OutsideOption && looks < exit.Rate
            ? LeaveReason.OutsideOption : null;
    }

    /// <summary>Counts in what one who stays expects.</summary>
    public void Count(int row, Proposals proposals)
    {
        if (state.Outlook.Length == 0 || state.Outlook[row].Experience == 0) return;
        var type = world.TypeOf[state.First + row];
        proposals.ExpectedMicro[type] += (long)(state.Outlook[row].Expected * 1e6);
        proposals.Expecting[type]++;
    }

    /// <summary>Money, and assets at their last price, minor units.</summary>
    private Int128 Wealth(Snapshot snapshot, int participant)
    {
        Int128 wealth = snapshot.Money[participant];
        for (var a = 0; a < world.Assets.Length; a++)
            wealth += (Int128)snapshot.Holdings(WorldModel.Token(a))[participant] * snapshot.Board.AssetPrice[a];
        return wealth;
    }
}
