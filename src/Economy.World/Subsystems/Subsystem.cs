using Economy.Core.State;
using Economy.World.Perform;
using Economy.World.Stage;
using Economy.World.Tick;

namespace Economy.World.Subsystems;

/// <summary>Open → subsystem: publish your terms.</summary>
/// <param name="Tick">The tick.</param>
/// <param name="Rules">Its options as they are now.</param>
/// <param name="Seen">What the tick before showed of it.</param>
/// <param name="Money">Balance of its account, minor units.</param>
public sealed record Opening(int Tick, Place Rules, SubsystemState Seen, long Money);

/// <summary>What a subsystem asks and pays in a tick, known to all who decide in it.</summary>
/// <param name="Fee">Per hour of served activity, minor units.</param>
/// <param name="Reward">Minted per hour of served activity before the factor on rewards, minor units.</param>
public readonly record struct SubsystemTerms(double Fee, double Reward);

/// <summary>Perform → subsystem: this is who came.</summary>
/// <param name="Tick">The tick.</param>
/// <param name="Rules">Its options as they are now.</param>
/// <param name="Present">Participants with a session.</param>
/// <param name="Active">Participants there are.</param>
/// <param name="Hours">Attention in sessions, hours.</param>
/// <param name="Served">The part of it whose compute was served, hours.</param>
/// <param name="Enjoyed">The same times the quality it was served with, hours.</param>
/// <param name="Paid">Payments for the sessions' compute, minor units.</param>
public sealed record Visits(int Tick, Place Rules, int Present, int Active, double Hours, double Served, double Enjoyed, long Paid);

/// <summary>One subsystem of a run. Kinds that remember something, or set their terms by a rule, derive from it.</summary>
/// <param name="name">Its name.</param>
public class Subsystem(string name) : IInstitution, IResumable
{
    /// <inheritdoc />
    public string Path => $"subsystem/{name}";

    /// <inheritdoc />
    string IResumable.Kind => Path;

    /// <inheritdoc />
    public object Answer(object message) => message switch
    {
        Opening opening => Open(opening),
        Visits visits => Serve(visits),
        _ => throw new ArgumentException($"A subsystem does not understand {message.GetType().Name}.", nameof(message)),
    };

    /// <summary>Publishes the terms of a tick: by default those of the scenario.</summary>
    protected virtual SubsystemTerms Open(Opening opening) => new(opening.Rules.Fee, opening.Rules.Reward);

    /// <summary>Serves who came, and publishes what it was like: how much was served, and what the presence of others did.</summary>
    protected virtual SubsystemState Serve(Visits visits) => new(
        visits.Hours == 0 ? 1 : visits.Served / visits.Hours,
        Crowding.Factor(visits.Rules, visits.Present),
        Crowding.Network(visits.Rules, visits.Present, visits.Active),
        visits.Hours == 0 ? 0 : visits.Paid / visits.Hours,
        visits.Served == 0 ? 1 : visits.Enjoyed / visits.Served);

    /// <inheritdoc />
    public virtual void Save(BinaryWriter state)
    {
    }

    /// <inheritdoc />
    public virtual void Restore(BinaryReader state)
    {
    }
}
