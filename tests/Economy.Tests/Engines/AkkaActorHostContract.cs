using Economy.Simulation;
using Economy.Simulation.Actors;

namespace Economy.Tests.Engines;

[Engine("akka")]
public class AkkaActorHostContract : ActorHostContract
{
#if AKKA
    protected override IActorHost NewHost(World world, int cells) => new Akka.AkkaActorHost(world, threads: 2, cells);
#else
    protected override IActorHost NewHost(World world, int cells) => throw new NotSupportedException();
#endif
}
