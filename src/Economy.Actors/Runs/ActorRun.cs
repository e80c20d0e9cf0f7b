using System.Collections.Concurrent;
using Akka.Actor;
using Economy.Actors.Cells;
using Economy.World.Institutions;
using Economy.World.Stage;

namespace Economy.Actors.Runs;

/// <summary>The actors of a run in an actor system, and the desk between them and the run's thread. Used by one thread.</summary>
internal sealed class ActorRun : ISupersteps
{
    private readonly IActorRef run;
    private readonly BlockingCollection<object> desk = [];
    private readonly Dictionary<string, (IInstitution Institution, IActorRef Actor)> institutions = new(StringComparer.Ordinal);
    private readonly CancellationToken cancel;
    private long sequence;

    /// <param name="system">Where the actors live.</param>
    /// <param name="plan">What stays fixed.</param>
    /// <param name="participants">Makes or finds the way to the cells.</param>
    /// <param name="cancel">Ends the wait for answers.</param>
    public ActorRun(ActorSystem system, RunPlan plan, Func<IActorContext, IActorRef> participants, CancellationToken cancel = default)
    {
        this.cancel = cancel;
        var props = Shell.Of(() => new RunActor(plan, participants, desk.Add));
        run = system.ActorOf(props, FormattableString.Invariant($"run-{plan.Run}"));
    }

    /// <inheritdoc />
    public Traffic Traffic { get; private set; }

    /// <inheritdoc />
    public object[] Take(Superstep superstep)
    {
        run.Tell(superstep with { Sequence = ++sequence });
        while (true)
        {
            switch (desk.Take(cancel))
            {
                case Done done when done.Sequence == sequence:
                    Traffic = done.Traffic;
                    return done.Answers;
                case Ended ended:
                    throw ended.Cause;
            }
        }
    }

    /// <inheritdoc />
    public object[] Ask(int tick, IReadOnlyList<IInstitution> asked, IReadOnlyList<object> messages)
    {
        if (asked.Count != messages.Count)
            throw new ArgumentException($"{messages.Count} messages for {asked.Count} institutions.", nameof(messages));
        return Take(new Superstep { Tick = tick, Phase = Phase.Ask, Contents = messages, Institutions = [.. asked.Select(ActorOf)] });
    }

    /// <inheritdoc />
    public void Dispose()
    {
        // Not through the system's guardian, which shares its threads with whoever waits here.
        run.Tell(PoisonPill.Instance);
        while (desk.Take() is not Stopped)
        {
        }

        desk.Dispose();
    }

    private IActorRef ActorOf(IInstitution institution)
    {
        if (!institutions.TryGetValue(institution.Path, out var known))
        {
            run.Tell(new Enlist(institution));
            known = (institution, Enlisted());
            institutions.Add(institution.Path, known);
        }

        return known.Institution == institution ? known.Actor
            : throw new ArgumentException($"There are two institutions '{institution.Path}'.");
    }

    private IActorRef Enlisted()
    {
        while (true)
        {
            switch (desk.Take(cancel))
            {
                case Enlisted enlisted:
                    return enlisted.Actor;
                case Ended ended:
                    throw ended.Cause;
            }
        }
    }
}
