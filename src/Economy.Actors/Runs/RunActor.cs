using Akka.Actor;

namespace Economy.Actors.Runs;

/// <summary>
/// A run: supervises its clock, its participants and its institutions. Whatever one of them throws ends the run, naming the actor
/// and the tick.
/// </summary>
internal sealed class RunActor : UntypedActor
{
    private readonly RunPlan plan;
    private readonly Func<IActorContext, IActorRef> participants;
    private readonly Action<object> tell;
    private IActorRef clock = ActorRefs.Nobody;

    /// <param name="plan">What stays fixed.</param>
    /// <param name="participants">Makes or finds the way to the cells.</param>
    /// <param name="tell">Tells the run's thread, which is no actor.</param>
    public RunActor(RunPlan plan, Func<IActorContext, IActorRef> participants, Action<object> tell) =>
        (this.plan, this.participants, this.tell) = (plan, participants, tell);

    /// <inheritdoc />
    protected override SupervisorStrategy SupervisorStrategy() => new EndsTheRun(Self);

    /// <inheritdoc />
    protected override void PreStart()
    {
        var cells = participants(Context);
        clock = Context.ActorOf(Shell.Of(() => new Clock(plan, cells, tell)), "clock");
    }

    /// <inheritdoc />
    protected override void PostStop() => tell(new Stopped());

    /// <inheritdoc />
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Failed { Actor: "clock" } failed:
                tell(new Ended(failed.Cause));
                break;
            case Superstep or Failed:
                clock.Forward(message);
                break;
            case Enlist enlist:
                InstitutionTree.Add(Context, enlist, depth: 0, tell);
                break;
            default:
                Unhandled(message);
                break;
        }
    }
}
