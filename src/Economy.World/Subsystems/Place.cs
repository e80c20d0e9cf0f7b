using Economy.Core.Scenarios;

namespace Economy.World.Subsystems;

/// <summary>A subsystem as kinds know it: what every place does, for kinds to do otherwise.</summary>
public abstract record Place : SubsystemSpec
{
    /// <summary>Whether the presence of others adds value here.</summary>
    public virtual bool HasNetworkEffect => false;

    /// <summary>Whether it makes assets without using up any.</summary>
    public virtual bool MakesFromNothing => true;

    /// <summary>Ticks after which what is made here is delivered.</summary>
    public virtual int Lead => 0;

    /// <summary>Whether it meets its visitors one by one: see <see cref="Subsystem.Meet"/>.</summary>
    public virtual bool MeetsVisitors => false;

    /// <summary>Whether it teaches a skill, which is known by its name.</summary>
    public virtual bool Teaches => false;

    /// <summary>Name of the place whose skill it makes use of; null where it uses none.</summary>
    public virtual string? UsesSkill => null;

    /// <summary>Name of the place that attention here is work for; null where it is none.</summary>
    public virtual string? WorksFor => null;

    /// <summary>
    /// Compute that a first session asks for, as a multiple of what sessions need, where that changes with what was served before; null where it
    /// does not.
    /// </summary>
    public virtual double? FirstNeeds => null;

    /// <summary>Whether a session needs no compute.</summary>
    public bool NeedsNothing => Array.TrueForAll(Enum.GetValues<Resource>(), resource => Needs[resource] == 0);

    /// <summary>Opens one for a run.</summary>
    public virtual Subsystem Found() => new(this);
}
