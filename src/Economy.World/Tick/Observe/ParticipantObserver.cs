using Economy.Core.Books;
using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Core.Scenarios;

namespace Economy.World.Tick.Observe;

/// <summary>Every participant, at the end.</summary>
[Kind("participants", "what every participant holds at the end of the run")]
public sealed record ParticipantObserver : StandingObserver, IObserver
{
    /// <inheritdoc />
    public override Type RowType => typeof(ParticipantRow);

    /// <inheritdoc />
    public override int Place => 5;

    /// <inheritdoc />
    public override bool IsKept(Scenario scenario) => scenario.Output.Participants;

    /// <inheritdoc />
    public Observation Open(WorldModel world) => new Rows(world);

    private sealed class Rows(WorldModel world) : Observation("participants")
    {
        public override void Close(ObservedTick tick, IRunSink rows)
        {
            var i = 0;
            foreach (var state in tick.State.Stage.Inspect())
            {
                var (account, units, value) = (world.Chart.Participant(i), 0L, 0L);
                for (var a = 0; a < world.Assets.Length; a++)
                {
                    units += tick.Ledger[account, WorldModel.Token(a)];
                    value += tick.Ledger[account, WorldModel.Token(a)] * tick.Board.AssetPrice[a];
                }

                rows.Write(new ParticipantRow(
                    i, world.Types[world.TypeOf[i]].Name, tick.State.Population.IsActive(i) ? 1 : 0, tick.State.Population.Endowment[i],
                    tick.Ledger[account, TokenId.Currency], value, state.AttentionSeconds, state.UtilityMicro / 1e6, units));
                i++;
            }
        }
    }
}
