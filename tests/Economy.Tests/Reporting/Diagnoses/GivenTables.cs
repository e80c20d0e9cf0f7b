using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Reporting;
using Economy.World;
using Economy.World.Subsystems;

namespace Economy.Tests.Reporting.Diagnoses;

/// <summary>Tables of a run, as given; what is not given, is empty.</summary>
internal sealed class GivenTables : IRunTables
{
    private readonly Dictionary<Type, object> tables = [];

    static GivenTables() => WorldKinds.Register();

    public RunManifest Manifest => throw new NotSupportedException("What is diagnosed follows from the tables.");

    public IReadOnlyList<TRow> Read<TRow>()
        where TRow : struct
        => tables.GetValueOrDefault(typeof(TRow)) as IReadOnlyList<TRow> ?? [];

    public IEnumerable<TRow> Stream<TRow>()
        where TRow : struct
        => Read<TRow>();

    /// <summary>With one more table.</summary>
    internal GivenTables With<TRow>(params IEnumerable<TRow> rows)
    {
        tables[typeof(TRow)] = rows.ToList();
        return this;
    }

    /// <summary>A run of so many ticks in which nothing is worth a word.</summary>
    internal static GivenTables Quiet(int ticks) => new GivenTables().With(Enumerable.Range(0, ticks + 1).Select(t => Tick(t, 100)));

    internal static TickRow Tick(int tick, int participants) =>
        new() { Tick = tick, Participants = participants, MoneySupply = 1000, PriceIndex = 1, WealthGini = 0.5, Utility = 9, RewardFactor = 1 };

    internal IReadOnlyList<Diagnosis> Diagnoses(Scenario? scenario = null) => Diagnosis.Of(this, scenario ?? Scenario);

    internal static Scenario Scenario { get; } = new() { Name = "given", Ticks = 1, Population = new() { Types = [] }, Subsystems = [new Marketplace { Name = "bazaar" }, new Game { Name = "arena" }] };
}
