using Akka.Actor;

namespace Economy.Actors.Runs;

/// <summary>Supervision in a run: an actor that throws is stopped, never restarted, and the run is told who it was.</summary>
internal sealed class EndsTheRun(IActorRef run) : OneForOneStrategy(0, Timeout.Infinite, _ => Directive.Stop, loggingEnabled: false)
{
    /// <inheritdoc />
    protected override Directive Handle(IActorRef child, Exception exception)
    {
        run.Tell(new Failed(NameOf(child.Path), exception is ActorInitializationException { InnerException: { } cause } ? cause
            : exception));
        return Directive.Stop;
    }

    /// <summary>The path within the run: <c>participants/cell-3</c>.</summary>
    private static string NameOf(ActorPath path) =>
        string.Join('/', path.Elements.SkipWhile(e => !e.StartsWith("run-", StringComparison.Ordinal)).Skip(1)
            .Select(Uri.UnescapeDataString));
}
