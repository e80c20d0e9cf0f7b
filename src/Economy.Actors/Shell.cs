using Akka.Actor;

namespace Economy.Actors;

/// <summary>Props of actors that are made by calling a constructor: no reflection, no compiled expression.</summary>
internal static class Shell
{
    /// <summary>An actor on the threads that step actors.</summary>
    public static Props Of<TActor>(Func<TActor> make)
        where TActor : ActorBase => Props.CreateBy(new Maker<TActor>(make)).WithDispatcher(Configuration.Cells);

    private sealed class Maker<TActor>(Func<TActor> make) : IIndirectActorProducer
        where TActor : ActorBase
    {
        /// <inheritdoc />
        public Type ActorType => typeof(TActor);

        /// <inheritdoc />
        public ActorBase Produce() => make();

        /// <inheritdoc />
        public void Release(ActorBase actor)
        {
        }
    }
}
