using Economy.Core.State;
using Economy.World.Institutions;
using Economy.World.Money;
using Economy.World.Subsystems.Serving;

namespace Economy.World.Subsystems;

/// <summary>Open → subsystem: publish your terms.</summary>
/// <param name="Tick">The tick.</param>
/// <param name="Rules">Its options as they are now.</param>
/// <param name="Seen">What the tick before showed of it.</param>
/// <param name="Money">Balance of its account, minor units.</param>
/// <param name="HourCost">What the compute of an hour costs at the prices that the cheapest pool for it asks, minor units.</param>
/// <param name="Treasury">Money of the treasury, minor units.</param>
public sealed record Opening(int Tick, Place Rules, SubsystemState Seen, long Money, double HourCost = 0, long Treasury = 0);

/// <summary>What a subsystem asks and pays in a tick, known to all who decide in it.</summary>
/// <param name="Fee">Per hour of served activity, minor units.</param>
/// <param name="Reward">Minted per hour of served activity before the factor on rewards, minor units.</param>
/// <param name="Places">Visitors that it lets in; <see cref="Unlimited"/> where it has no limit.</param>
public readonly record struct SubsystemTerms(double Fee, double Reward, long Places = SubsystemTerms.Unlimited)
{
    /// <summary>Places of a subsystem that lets in everybody.</summary>
    public const long Unlimited = long.MaxValue;

    /// <summary>Paid by its employer per hour of served activity, minor units.</summary>
    public double Wage { get; init; }

    /// <summary>Whether it is open.</summary>
    public Standing Standing { get; init; }

    /// <summary>Whether nobody can go there.</summary>
    public bool IsClosed => Standing >= Standing.Bankrupt;

    /// <summary>Whether it may refuse visitors.</summary>
    public bool IsLimited => Places != Unlimited;
}

/// <summary>Perform → subsystem: this is who came.</summary>
/// <param name="Tick">The tick.</param>
/// <param name="Rules">Its options as they are now.</param>
/// <param name="Present">Participants with a session: those who were let in.</param>
/// <param name="Active">Participants there are.</param>
/// <param name="Hours">Attention given to it, hours: that of those who were refused too.</param>
/// <param name="Served">The part of it whose compute was served, hours.</param>
/// <param name="Enjoyed">The same times the quality it was served with, hours.</param>
/// <param name="Paid">Payments for the sessions' compute, minor units.</param>
/// <param name="Money">Balance of its account before anything of the tick is posted, minor units.</param>
/// <param name="Covered">What it takes over of <paramref name="Paid"/>, minor units: it says so itself.</param>
/// <param name="Places">Visitors that it lets in at most, as it has published.</param>
/// <param name="Refused">Participants whom it refused.</param>
public sealed record Visits(
    int Tick, Place Rules, int Present, int Active, double Hours, double Served, double Enjoyed, long Paid, long Money, long Covered = 0,
    long Places = SubsystemTerms.Unlimited, int Refused = 0)
{
    /// <summary>Its guests one by one; null where it does not meet them.</summary>
    public Scene? Scene { get; init; }

    /// <summary>Hours that others work for it.</summary>
    public double Labour { get; init; }

    /// <summary>
    /// Hours whose compute was asked for: <see cref="Hours"/>, and as many more as the assistants of visitors asked for; 0 where that is not told
    /// apart.
    /// </summary>
    public double ComputeHours { get; init; }
}

/// <summary>Subsystem → Perform: this is what it was like.</summary>
/// <param name="State">What everybody may see of it.</param>
/// <param name="Covered">What it takes over of the payments for compute, minor units; at most its money.</param>
/// <param name="Meeting">What it made of each visit; null where it does not meet its visitors.</param>
public sealed record Attended(SubsystemState State, long Covered, Meeting? Meeting = null);

/// <summary>One subsystem of a run. Kinds that remember something, or set their terms by a rule, derive from it.</summary>
/// <param name="founded">Its options when the run begins.</param>
public class Subsystem(Place founded) : IInstitution, IResumable
{
    private readonly bool hasAccount = founded.Account is not null;
    private readonly double[] memory = new double[(founded.Account?.Pricing as IPricing)?.Memory ?? 0];   // Its pricing rule's.
    private double fee = double.NaN;   // As its pricing rule has set it; not a number where it has not.
    private long places = SubsystemTerms.Unlimited;   // Likewise.
    private double reputation = 1;
    private readonly Lifetime? life = founded.Account?.Life is { } spec ? new(spec) : null;

    /// <inheritdoc />
    public string Path => $"subsystem/{founded.Name}";

    /// <inheritdoc />
    string IResumable.Kind => Path;

    /// <inheritdoc />
    public object Answer(object message) => message switch
    {
        Opening opening => Stand(opening, Open(opening)),
        Visits visits => Attend(visits),
        _ => throw new ArgumentException($"A subsystem does not understand {message.GetType().Name}.", nameof(message)),
    };

    /// <summary>
    /// Publishes the terms of a tick: by default the fee and the places of its pricing rule, and the reward of the scenario.
    /// </summary>
    protected virtual SubsystemTerms Open(Opening opening) => new(
        FeeOf(opening.Rules), opening.Rules.Reward, Math.Min(opening.Rules.Places ?? SubsystemTerms.Unlimited, places));

    /// <summary>Serves who came, and publishes what it was like: how much was served, and what the presence of others did.</summary>
    protected virtual SubsystemState Serve(Visits visits) => new(
        visits.Hours == 0 ? 1 : visits.Served / visits.Hours,
        Crowding.Factor(visits.Rules, visits.Present),
        Crowding.Network(visits.Rules, visits.Present, visits.Active),
        visits.Hours == 0 ? 0 : (visits.Paid - visits.Covered) / (visits.ComputeHours > 0 ? visits.ComputeHours : visits.Hours),
        visits.Served == 0 ? 1 : visits.Enjoyed / visits.Served);

    /// <summary>
    /// Deals with its guests one by one, before <see cref="Serve"/>: asked of kinds that <see cref="Place.MeetsVisitors">meet them</see>.
    /// </summary>
    protected virtual Meeting Meet(Visits visits, Scene scene) => throw new NotSupportedException($"{Path} does not meet its visitors.");

    /// <summary>
    /// Sends its guests away for good, in a tick in which it is closed: asked in place of <see cref="Meet"/>, which does for places whose visits
    /// end with the tick. Nobody comes.
    /// </summary>
    protected virtual Meeting Close(Visits visits, Scene scene) => Meet(visits, scene);

    /// <inheritdoc />
    public virtual void Save(BinaryWriter state)
    {
    }

    /// <inheritdoc />
    public virtual void Restore(BinaryReader state)
    {
    }

    /// <inheritdoc />
    void IResumable.Save(BinaryWriter state)
    {
        if (hasAccount)
        {
            state.Write(fee);
            state.Write(places);
            foreach (var number in memory) state.Write(number);
            life?.Save(state);
        }

        state.Write(reputation);
        Save(state);
    }

    /// <inheritdoc />
    void IResumable.Restore(BinaryReader state)
    {
        if (hasAccount) (fee, places) = (state.ReadDouble(), state.ReadInt64());
        for (var m = 0; m < memory.Length; m++) memory[m] = state.ReadDouble();
        life?.Restore(state);
        reputation = state.ReadDouble();
        Restore(state);
    }

    private Attended Attend(Visits visits)
    {
        var isClosed = life is { IsOpen: false };
        var meeting = visits.Scene is { } scene ? (isClosed ? Close(visits, scene) : Meet(visits, scene)) : null;
        if (visits.Rules.Account is not { } account || isClosed) return new(Judged(visits, Serve(visits)), 0, meeting);
        var cost = Dues.Part(account.CoveredShare, visits.Paid);
        var covered = Math.Min(cost, visits.Money);
        if (account.Pricing is IPricing pricing)
        {
            var books = new PlaceBooks(FeeOf(visits.Rules), account.KeepShare, visits.Served, cost, visits.Money, visits.Present,
                visits.Places);
            fee = pricing.Fee(books, memory) is { } asked ? Math.Clamp(asked, 0, 1e12) : double.NaN;
            places = Math.Max(0, pricing.Places(books) ?? SubsystemTerms.Unlimited);
        }

        return new(Judged(visits, Serve(visits with { Covered = covered })), covered, meeting);
    }

    /// <summary>What is told of it after the tick.</summary>
    private SubsystemState Judged(Visits visits, SubsystemState state)
    {
        if (visits.Rules.ReputationSpeed is not { } speed) return state;
        if (visits.Hours > 0) reputation += speed * (state.Service * state.Quality - reputation);
        return state with { Reputation = reputation };
    }

    /// <summary>Opens or closes, by its money and by what an hour is expected to earn.</summary>
    private SubsystemTerms Stand(Opening opening, SubsystemTerms terms)
    {
        if (life is null) return terms;
        var account = opening.Rules.Account!;
        var margin = account.KeepShare * terms.Fee - (account.CoveredShare > 0 ? account.CoveredShare * opening.HourCost : 0);
        return terms with { Standing = life.At(opening, margin) };
    }

    private double FeeOf(Place rules) => rules.Account?.Pricing is IPricing && !double.IsNaN(fee) ? fee : rules.Fee;
}
