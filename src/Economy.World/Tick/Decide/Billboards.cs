using Economy.Attention.Numerics;
using Economy.Core.Scenarios;
using Economy.World.Actors;
using Economy.World.Randomness;
using Economy.World.Recommenders;

namespace Economy.World.Tick.Decide;

/// <summary>
/// The slots of recommenders that are sold: who is shown what, looks at it and clicks. A click brings the place into view (position model:
/// Richardson, Dominowska and Ragno 2007, "Predicting clicks", section 3).
/// </summary>
internal sealed class Billboards(WorldModel world, ParticipantColumns state)
{
    /// <summary>Shows a participant the slots of a recommender that are sold.</summary>
    /// <param name="snapshot">What it may see.</param>
    /// <param name="type">Its type.</param>
    /// <param name="at">Row of the recommender among the subsystems, and row of the participant.</param>
    /// <param name="slots">Slots that there are for it.</param>
    /// <param name="proposals">Receives what was shown and clicked on.</param>
    /// <param name="seen">[K] Places in view.</param>
    /// <param name="random">Two draws a slot.</param>
    /// <returns>Slots that were filled.</returns>
    public int Show(Snapshot snapshot, ParticipantTypeSpec type, (int Recommender, int Row) at, int slots, Proposals proposals,
        Span<bool> seen, ref PhiloxStream random)
    {
        var (rules, filled) = ((Recommender)snapshot.Rules.Subsystems[at.Recommender], 0);
        foreach (var ad in snapshot.Board.Ads)
        {
            if (world.Campaigns[ad.Campaign].Recommender != at.Recommender) continue;
            if (filled == slots) break;
            var (place, looks, clicks) = (world.Campaigns[ad.Campaign].Advertiser, random.NextDouble(), random.NextDouble());
            proposals.Impressions[ad.Campaign]++;
            if (looks >= DeterministicMath.Pow(++filled, -rules.PositionBias)) continue;
            var taste = state.Preference[at.Row * state.Subsystems + place];
            if (!(taste > 0) || clicks >= rules.Advertising!.ClickRate * DeterministicMath.Sigmoid(taste / type.InformationCost)) continue;
            seen[place] = true;
            proposals.Clicks.Add(new(state.First + at.Row, ad.Campaign));
        }

        return filled;
    }
}
