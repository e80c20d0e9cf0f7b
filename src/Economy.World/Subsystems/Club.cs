using Economy.Core.Kinds;

namespace Economy.World.Subsystems;

/// <summary>
/// A place that sets its fee by itself, so that as many come as it has room for: after each tick the fee moves by a step in the direction
/// of the excess of visitors over the target (a congestion price found by trial; Vickrey 1969 for its use).
/// </summary>
[Kind("club", "a place with room for so many, which raises its fee while more come and lowers it while fewer do")]
public sealed record Club : Place
{
    [Key("Visitors in a tick that the fee is steered to.", Unit = "participants", Min = 1, Max = 1e9, Changes = true)]
    public required double Target { get; init; }

    [Key("How far the fee moves in a tick at most, as a share of itself and of one minor unit.", Min = 0, Max = 1, Changes = true)]
    public double Step { get; init; } = 0.1;

    /// <inheritdoc />
    public override Subsystem Found() => new House(this);

    private sealed class House(Club founded) : Subsystem(founded)
    {
        private double fee = -1;

        /// <inheritdoc />
        protected override SubsystemTerms Open(Opening opening)
        {
            if (fee < 0) fee = opening.Rules.Fee;
            return base.Open(opening) with { Fee = fee };
        }

        /// <inheritdoc />
        protected override SubsystemState Serve(Visits visits)
        {
            var rules = (Club)visits.Rules;
            var excess = Math.Clamp(visits.Present / rules.Target - 1, -1, 1);
            fee = Math.Clamp(fee + rules.Step * excess * (fee + 1), 0, 1e12);
            return base.Serve(visits);
        }

        /// <inheritdoc />
        public override void Save(BinaryWriter state) => state.Write(fee);

        /// <inheritdoc />
        public override void Restore(BinaryReader state) => fee = state.ReadDouble();
    }
}
