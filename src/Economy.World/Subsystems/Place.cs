using Economy.Core.Scenarios;

namespace Economy.World.Subsystems;

/// <summary>A subsystem as kinds know it: what every place does, for kinds to do otherwise.</summary>
public abstract record Place : SubsystemSpec
{
    /// <summary>Whether the presence of others adds value here.</summary>
    public virtual bool HasNetworkEffect => false;

    /// <summary>Whether it makes assets without using up any.</summary>
    public virtual bool MakesFromNothing => true;

    /// <summary>Opens one for a run.</summary>
    public virtual Subsystem Found() => new(this);
}
