using Economy.Core.Books;

namespace Economy.World.Tick.Post;

/// <summary>
/// Rent that subsystems with an account pay to those who hold assets, before anything is traded: as much for a unit as they state, or as
/// their money goes round, in whole minor units.
/// </summary>
internal sealed class Rents(WorldModel world, TickState tick)
{
    private readonly long[] paid = new long[world.Subsystems.Length];
    private readonly long[] perUnit = new long[world.Assets.Length];
    private readonly bool any = world.Subsystems.Any(s => s.Account?.Rent is { Count: > 0 });

    /// <summary>[A] Rent of the tick for a unit of each asset, of all subsystems, minor units.</summary>
    public ReadOnlySpan<long> PerUnit => perUnit;

    /// <summary>Rent of the tick that a subsystem has paid, minor units.</summary>
    public long Of(int subsystem) => paid[subsystem];

    /// <summary>Posts the rents of a tick.</summary>
    public void Pay()
    {
        if (!any) return;
        paid.AsSpan().Clear();
        perUnit.AsSpan().Clear();
        for (var k = 0; k < paid.Length; k++)
            for (var a = 0; a < perUnit.Length; a++)
                if (!tick.Board.Terms[k].IsClosed && tick.Rules.Subsystems[k].Account?.Rent?.GetValueOrDefault(world.Assets[a].Name) is > 0 and var rent) Pay(k, a, rent);
    }

    private void Pay(int subsystem, int asset, long rent)
    {
        var (journal, from, active) = (tick.Journal, world.Chart.Subsystem(subsystem), tick.Population.Active);
        var held = tick.View.Holdings(WorldModel.Token(asset));
        var units = 0L;
        foreach (var i in active) units += held[i];
        if (units == 0) return;
        var each = Math.Min(rent, tick.Ledger[from, TokenId.Currency] / units);
        if (each == 0) return;
        journal.Open();
        foreach (var i in active) journal.Move(from, world.Chart.Participant(i), TokenId.Currency, each * held[i], Instrument.Rent);
        paid[subsystem] += each * units;
        perUnit[asset] += each;
    }
}
