using Economy.Core.Kinds;
using Economy.Core.Records;

namespace Economy.Core.Scenarios;

/// <summary>
/// What writes one table of a run. The file, its header and its place in the codebook, what <c>verify</c> expects and what the report draws
/// all follow from it and from its row type. Every kind has a constructor without arguments.
/// </summary>
public abstract record Observer
{
    /// <summary>All kinds of observers, options at their defaults, in the order of the digest and of every listing.</summary>
    /// <exception cref="InvalidOperationException">The kinds have not been registered, or two write a table of the same name.</exception>
    public static IReadOnlyList<Observer> All
    {
        get
        {
            var kinds = KindRegistry.Of(typeof(StandingObserver)).Concat(KindRegistry.Of(typeof(ObserverSpec)));
            var all = InOrder(kinds.Select(kind => (Observer)Activator.CreateInstance(kind.Type)!));
            if (all.All(o => o.RowType != typeof(TickRow)))
                throw new InvalidOperationException("The observers of the world are not registered: see WorldKinds.");
            if (all.GroupBy(o => o.Table.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
                throw new InvalidOperationException(
                    $"Two observers write {twice.First().Table.File}: {string.Join(" and ", twice.Select(o => o.GetType()))}.");
            return all;
        }
    }

    /// <summary>Those at work in a run, with the options that its scenario gives them.</summary>
    public static IReadOnlyList<Observer> Of(Scenario scenario) =>
        InOrder(All.Where(o => o is not ObserverSpec && o.Applies(scenario)).Concat(scenario.Output.Observers ?? []));

    private static IReadOnlyList<Observer> InOrder(IEnumerable<Observer> observers) =>
        [.. observers.OrderBy(o => o.Place).ThenBy(o => o.Table.Name, StringComparer.Ordinal)];

    /// <summary>
    /// The row type of its table: a struct whose primary constructor declares a <see cref="ColumnAttribute"/> for each column.
    /// </summary>
    public abstract Type RowType { get; }

    /// <summary>Its table.</summary>
    public RunTable Table => RunTable.Of(RowType);

    /// <summary>Place of the table among those of a run; tables of the same place stand in ordinal order of their names.</summary>
    public virtual int Place => int.MaxValue;

    /// <summary>Whether the economy digest covers the table.</summary>
    public abstract bool IsInDigest { get; }

    /// <summary>
    /// Whether its rows are states: pictures that can be taken between any two ticks, also of a run that is gone on with, and of which no
    /// two depend on each other. Then not every tick has to be looked at.
    /// </summary>
    public abstract bool IsOfStates { get; }

    /// <summary>Whether the table has rows of a tick that may not be the last; of the last it always has.</summary>
    public bool Takes(int tick, OutputSpec output) => !IsOfStates || tick % output.Every == 0;

    /// <summary>Whether a run of the scenario has the table.</summary>
    public abstract bool Applies(Scenario scenario);

    /// <summary>Whether the run keeps the file. Where it does not, rows are counted and hashed all the same.</summary>
    public virtual bool IsKept(Scenario scenario) => true;
}

/// <summary>An observer that is at work unasked.</summary>
[Family("a table of every run")]
public abstract record StandingObserver : Observer
{
    /// <inheritdoc />
    public override bool IsInDigest => true;

    /// <inheritdoc />
    /// <remarks>What every run has is checked against every tick.</remarks>
    public sealed override bool IsOfStates => false;

    /// <inheritdoc />
    public override bool Applies(Scenario scenario) => true;
}

/// <summary>
/// An observer that is at work where <c>output.observers</c> names it. What it writes is no part of the economy, nor of its digest.
/// </summary>
[Family("an observer", AsWord = true)]
public abstract record ObserverSpec : Observer
{
    [Key("What is observed; a kind may bring further keys, and its bare name stands for it with all of them at their defaults.")]
    public string Kind => KindRegistry.NameOf(this);

    /// <summary>Whether it asks the flow matrix who paid whom, which is summed up only where somebody does.</summary>
    public virtual bool SeesCounterparties => false;

    /// <summary>Whether it asks how participants spread their attention, which is measured only where somebody does.</summary>
    public virtual bool SeesFocus => false;

    /// <summary>Whether it asks what was shown to participants beside what would have been best, which is measured only where somebody does.</summary>
    public virtual bool SeesShown => false;

    /// <inheritdoc />
    public sealed override bool IsInDigest => false;

    /// <inheritdoc />
    public override bool IsOfStates => false;

    /// <inheritdoc />
    public sealed override bool Applies(Scenario scenario) => scenario.Output.Observers?.Any(o => o.GetType() == GetType()) ?? false;
}
