using Economy.Core.Kinds;

namespace Economy.World.Subsystems.Serving;

/// <summary>A place in which a session is a visit that waits in a line and is served: what such places have in common.</summary>
public abstract record ServingPlace : Place
{
    [Key("Mean work of a visit, seconds of a server of pace 1.", Unit = "seconds", Min = 0.001, Max = 1e9, Changes = true)]
    public double Work { get; init; } = 600;

    [Key("How the work of visits is spread about its mean.")]
    public Spread WorkSpread { get; init; } = Spread.Exponential;

    [Key("Mean time after which a visitor that nobody has begun to serve gives up, drawn for each from the exponential distribution. Default: nobody gives up.",
        Unit = "seconds", Min = 0.001, Max = 1e9, Changes = true)]
    public double? Patience { get; init; }

    [Key("How many may wait; who comes beyond that is refused. Default: no limit.", Unit = "visitors", Min = 0, Max = 1e9, Changes = true)]
    public long? Room { get; init; }

    [Key("Classes of visits, the first the most urgent. Default: one.")]
    public IReadOnlyList<VisitClass>? Classes { get; init; }

    [Key("What a visit is worth that was finished after its deadline, as a share of what it is worth in time.", Min = 0, Max = 1, Changes = true)]
    public double Late { get; init; }

    [Key("What a visit is worth of which a part was done before it was over, as a share of what that part is worth in a whole one.", Min = 0,
        Max = 1, Changes = true)]
    public double Partial { get; init; }

    [Key("Part of the pace of servers that hangs on compute: with a share s of the sessions' compute served, they work at 1 − reliance·(1 − s) of their pace.",
        Min = 0, Max = 1, Changes = true)]
    public double Reliance { get; init; } = 1;

    /// <inheritdoc />
    public sealed override bool MeetsVisitors => true;

    /// <summary>What visits are about, where the place learns from those that it has finished; null where it does not.</summary>
    public virtual CaseSpec? Casework => null;

    /// <summary>Who is served next.</summary>
    public virtual Discipline Order => Discipline.FirstCome;

    /// <summary>Whether who is next takes the server of who can wait longer.</summary>
    public virtual bool Preempts => false;

    /// <summary>The pace of each server, work that it does in a second, where a share of the compute was served.</summary>
    public abstract double[] Paces(double service);

    /// <summary>The same with people who work for it beside its servers; a part of one works at a part of the pace.</summary>
    public double[] Paces(double service, double people) => people <= 0 ? Paces(service)
        : [.. Paces(service), .. Enumerable.Repeat(PaceAt(service), (int)people), PaceAt(service) * (people - Math.Floor(people))];

    /// <summary>The same place with more servers.</summary>
    public abstract ServingPlace WithMore(int servers);

    /// <summary>The measure of the place, and how much of it a tick had.</summary>
    public abstract (string Measure, double Value) Measure(Tally tally);

    /// <summary>The visit that follows on one that is over; null where none does.</summary>
    /// <param name="over">The visit.</param>
    /// <param name="uniform">A draw from [0, 1).</param>
    /// <param name="now">When it asks, seconds.</param>
    public virtual Visit? FollowUp(Visit over, double uniform, double now) => null;

    /// <inheritdoc />
    public override Subsystem Found() => new Counter(this);

    /// <summary>Pace of a server of pace 1 where a share of the compute was served.</summary>
    protected double PaceAt(double service) => 1 - Reliance * (1 - service);

    /// <summary>What a visit that is over was worth, 1 being full service in time.</summary>
    public double Worth(Visit over)
    {
        var done = over.State == VisitState.Finished ? 1 : Partial * over.Done;
        return over.State == VisitState.Refused ? 0 : over.Ended > over.Deadline ? Late * done : done;
    }

    /// <summary>Classes, one where none is stated.</summary>
    public IReadOnlyList<VisitClass> AllClasses => Classes is { Count: > 0 } ? Classes : [new VisitClass { Name = "all" }];
}
