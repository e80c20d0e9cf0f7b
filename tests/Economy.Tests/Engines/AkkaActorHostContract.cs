using Economy.World;
using Economy.World.Actors;

namespace Economy.Tests.Engines;

[Engine("akka")]
public class AkkaActorHostContract : ActorHostContract
{
#if AKKA
    protected override IActorHost NewHost(WorldModel world, int cells) => new Akka.AkkaActorHost(world, threads: 2, cells);
#else
    protected override IActorHost NewHost(WorldModel world, int cells) => throw new NotSupportedException();
#endif
}
