using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Economy.Core.Books;
using Economy.Core.Scenarios;
using Economy.World.Randomness;

namespace Economy.World.Tick.Post;

/// <summary>
/// Kinetic exchange: a perfect random matching of the active participants; each pair's money T is split uniformly on the
/// integers 0…T (Drăgulescu and Yakovenko 2000). In the long run money is distributed exponentially (geometrically in units).
/// Any thread can tell who meets whom, and what they draw: pairs are numbered, and nobody is in two.
/// </summary>
internal sealed class Encounters(WorldModel world, TickState tick)
{
    private const int PairsOfPart = 1 << 13, PairsAtOnce = 64;

    /// <summary>Matches and splits. With an odd number one stays alone.</summary>
    public void Meet()
    {
        if (tick.Rules.Encounters.Rule == EncounterRule.None) return;
        tick.Journal.Open();
        var pairs = tick.Population.Active.Count / 2;
        if (pairs == 0) return;
        var random = new PhiloxStream(world.SeedAt(tick.Tick), Purpose.Encounters, -1, tick.Tick);
        var order = new RandomPermutation(tick.Population.Active.Count, ref random);
        tick.Journal.InParts((pairs + PairsOfPart - 1) / PairsOfPart, p => Math.Min(PairsOfPart, pairs - p * PairsOfPart),
            (p, part) => Meet(p * PairsOfPart, Math.Min(pairs, (p + 1) * PairsOfPart), order, part));
    }

    private void Meet(int first, int end, RandomPermutation order, JournalPart part)
    {
        var active = CollectionsMarshal.AsSpan(tick.Population.Active);
        var money = tick.Ledger.Balances(TokenId.Currency);
        Span<int> places = stackalloc int[2 * PairsAtOnce];
        Span<AccountId> met = stackalloc AccountId[2 * PairsAtOnce];
        Span<PhiloxStream> draws = stackalloc PhiloxStream[PairsAtOnce];
        for (; first < end; first += PairsAtOnce)
        {
            var pairs = Math.Min(PairsAtOnce, end - first);
            order.CopyTo(2 * first, places[..(2 * pairs)]);
            for (var i = 0; i < 2 * pairs; i++) met[i] = world.Chart.Participant(active[places[i]]);
            _ = Touch(met[..(2 * pairs)], money);
            PhiloxStream.Consecutive(new PhiloxStream(world.SeedAt(tick.Tick), Purpose.Encounters, first, tick.Tick), draws[..pairs]);
            for (var i = 0; i < pairs; i++)
            {
                var (a, b) = (met[2 * i], met[2 * i + 1]);
                var (had, gets) = (money[a.Value], draws[i].NextLong(money[a.Value] + money[b.Value] + 1));
                if (gets > had) part.Move(b, a, TokenId.Currency, gets - had, Instrument.Encounter);
                else part.Move(a, b, TokenId.Currency, had - gets, Instrument.Encounter);
            }
        }
    }

    /// <summary>Those who meet lie anywhere in memory: fetched together, they are waited for once.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Touch(ReadOnlySpan<AccountId> met, ReadOnlySpan<long> money)
    {
        var sum = 0L;
        foreach (var account in met) sum = unchecked(sum + money[account.Value]);
        return sum;
    }
}
