using Akka.Actor;
using Economy.Actors.Cells;
using Economy.World.Institutions;
using Economy.World.Stage;

namespace Economy.Actors.Runs;

/// <summary>The actor of an institution: each message is answered by the plain object that it is around.</summary>
internal sealed class InstitutionActor(IInstitution institution) : UntypedActor
{
    /// <inheritdoc />
    protected override void OnReceive(object message)
    {
        if (message is Step step) Sender.Tell(new Answer(step.Run, step.Cell, step.Sequence, institution.Answer(step.Content)));
        else Unhandled(message);
    }
}

/// <summary>The institutions of one kind, as <c>market</c> over <c>market/ore</c>: it only supervises them.</summary>
internal sealed class InstitutionGroup(Action<object> tell) : UntypedActor
{
    /// <inheritdoc />
    protected override SupervisorStrategy SupervisorStrategy() => new EndsTheRun(Context.Parent);

    /// <inheritdoc />
    protected override void OnReceive(object message)
    {
        if (message is Enlist enlist) InstitutionTree.Add(Context, enlist, depth: 1, tell);
        else Unhandled(message);
    }
}

/// <summary>Where institutions stand: at <c>treasury</c>, or in a group at <c>market/ore</c>.</summary>
internal static class InstitutionTree
{
    /// <summary>Makes an institution's actor, or hands it to its group.</summary>
    public static void Add(IActorContext at, Enlist enlist, int depth, Action<object> tell)
    {
        var path = enlist.Institution.Path.Split('/', 2);
        if (depth < path.Length - 1)
        {
            var group = at.Child(Name(path[0]));
            if (group.IsNobody()) group = at.ActorOf(Shell.Of(() => new InstitutionGroup(tell)), Name(path[0]));
            group.Tell(enlist);
            return;
        }

        var actor = Shell.Of(() => new InstitutionActor(enlist.Institution));
        tell(new Enlisted(at.ActorOf(actor, Name(path[depth]))));
    }

    /// <summary>A name as an actor may have it.</summary>
    private static string Name(string name) => Uri.EscapeDataString(name);
}
