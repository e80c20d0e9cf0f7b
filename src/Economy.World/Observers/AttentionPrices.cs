using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.World.Actors;
using Economy.World.Tick.Observe;

namespace Economy.World.Observers;

/// <summary>
/// What attention is worth, and how it is spread. The price of an hour is the shadow price of the budget, θ·ln(w₀ + Σ w·exp(u/θ)) over what
/// is in view and rest, in utils (Becker 1965 for the price of time; Matějka and McKay 2015 for the choice); with a flat prior all w are 1.
/// Under the cost of changing it is that of the activities kept.
/// </summary>
[Kind("attention", "what an hour of attention is worth to each participant type, how it is spread, and what finding out and changing cost")]
public sealed record AttentionPrices : Observer<AttentionPrices.Row>
{
    /// <inheritdoc />
    public override bool SeesFocus => true;

    /// <summary>A participant type in a tick.</summary>
    [Chart("Price of an hour of attention", "price_utils_per_hour")]
    [Chart("Effective number of activities", "effective_activities")]
    [Chart("Information that choices rest on", "bits")]
    public readonly record struct Row(
        [property: Column("tick", "Tick.", Key = true)] int Tick,
        [property: Column("type", "Participant type.", Key = true)] string Type,
        [property: Column("participants", "Participants who decided.")] long Participants,
        [property: Column("price_utils_per_hour", "Mean shadow price of an hour of their attention.")] double Price,
        [property: Column("price_minor_per_hour", "The same in money: its mean over the marginal utility of each one's money, counted up to 10^10; empty where money has no utility.")] double Money,
        [property: Column("attending", "Those who gave an activity attention.")] long Attending,
        [property: Column("entropy_bits", "Mean entropy of the attention that these gave to activities, rest aside.")] double Entropy,
        [property: Column("effective_activities", "Mean of two to the power of the entropy: as many equal activities would be as dispersed.")] double Effective,
        [property: Column("bits", "Mean information that a participant's choice of the tick rests on: the divergence of the odds chosen from the prior's, over what is in view.")] double Bits,
        [property: Column("information_seconds", "Mean attention that finding out took, where it is charged.")] double InformationSeconds,
        [property: Column("switching_seconds", "Mean attention that changing between activities took.")] double SwitchingSeconds);

    /// <inheritdoc />
    protected override IEnumerable<Row> Observe(ObservedTick tick)
    {
        if (tick.Tick == 0) return [];
        var types = tick.World.Types;
        var sums = new long[types.Length * Focused.Measures];
        foreach (var cell in tick.State.Proposals)
            for (var at = 0; at < sums.Length; at++) sums[at] += cell.Focus[at];
        return Enumerable.Range(0, types.Length).OrderBy(t => types[t].Name, StringComparer.Ordinal)
            .Select(t => Of(tick.Tick, types[t].Name, sums.AsSpan(t * Focused.Measures, Focused.Measures)));
    }

    private static Row Of(int tick, string type, ReadOnlySpan<long> sums) => new(
        tick, type, sums[0], Mean(sums[3], sums[0]), Mean(sums[4], sums[2]), sums[1], Mean(sums[6], sums[1]), Mean(sums[7], sums[1]),
        Mean(sums[5], sums[0]), Mean(sums[8], sums[0]), Mean(sums[9], sums[0]));

    private static double Mean(long micro, long of) => of == 0 ? double.NaN : micro / 1e6 / of;
}
