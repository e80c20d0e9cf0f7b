using Economy.Core.Books;
using Economy.Core.Scenarios;
using Economy.World.Randomness;

namespace Economy.World.Tick.Post;

/// <summary>
/// Kinetic exchange: a perfect random matching of the active participants; each pair's money T is split uniformly on the
/// integers 0…T (Drăgulescu and Yakovenko 2000). In the long run money is distributed exponentially (geometrically in units).
/// </summary>
internal sealed class Encounters(WorldModel world, TickState tick)
{
    /// <summary>Matches and splits. With an odd number one stays alone.</summary>
    public void Meet()
    {
        if (tick.Rules.Encounters.Rule == EncounterRule.None) return;
        tick.Journal.Open();
        var random = new PhiloxStream(world.SeedAt(tick.Tick), Purpose.Encounters, 0, tick.Tick);
        var order = tick.Population.Active.ToArray();
        for (var i = order.Length - 1; i > 0; i--)
        {
            var j = random.NextInt(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        for (var i = 0; i + 1 < order.Length; i += 2) Split(order[i], order[i + 1], ref random);
    }

    private void Split(int one, int other, ref PhiloxStream random)
    {
        var (a, b) = (world.Chart.Participant(one), world.Chart.Participant(other));
        var (had, total) = (tick.Ledger[a, TokenId.Currency], tick.Ledger[a, TokenId.Currency] + tick.Ledger[b, TokenId.Currency]);
        var gets = random.NextLong(total + 1);
        if (gets > had) tick.Journal.Move(b, a, TokenId.Currency, gets - had, Instrument.Encounter);
        else tick.Journal.Move(a, b, TokenId.Currency, had - gets, Instrument.Encounter);
    }
}
