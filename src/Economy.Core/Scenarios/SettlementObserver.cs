using Economy.Core.Kinds;
using Economy.Core.Records;

namespace Economy.Core.Scenarios;

/// <summary>How ticks were settled. Whoever settles the journals writes it, when all is known.</summary>
[Kind("settlement", "how the journal of each tick was settled on chain")]
public sealed record SettlementObserver : StandingObserver
{
    /// <inheritdoc />
    public override Type RowType => typeof(SettlementRow);

    /// <inheritdoc />
    public override int Place => 8;

    /// <inheritdoc />
    public override bool IsInDigest => false;
}
