using Economy.Core.Books;
using Economy.Core.Scenarios;
using Economy.World.Randomness;

namespace Economy.World.Post;

/// <summary>
/// Kinetic exchange: a perfect random matching of the active participants; each pair's money T is split uniformly on the
/// integers 0…T (Drăgulescu and Yakovenko 2000). In the long run money is distributed exponentially (geometrically in units).
/// </summary>
internal sealed class Encounters(WorldModel world, Ledger ledger, Journal journal)
{
    /// <summary>Matches and splits. With an odd number one stays alone.</summary>
    public void Meet(int tick, List<int> active)
    {
        if (world.Scenario.Encounters.Rule == EncounterRule.None) return;
        journal.Open();
        var random = new PhiloxStream(world.Scenario.Seed, Purpose.Encounters, 0, tick);
        var order = active.ToArray();
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
        var (had, total) = (ledger[a, TokenId.Currency], ledger[a, TokenId.Currency] + ledger[b, TokenId.Currency]);
        var gets = random.NextLong(total + 1);
        if (gets > had) journal.Move(b, a, TokenId.Currency, gets - had, Instrument.Encounter);
        else journal.Move(a, b, TokenId.Currency, had - gets, Instrument.Encounter);
    }
}
