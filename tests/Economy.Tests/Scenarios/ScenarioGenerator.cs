using System.Reflection;
using Economy.Core.Kinds;
using Economy.Core.Scenarios;
using Economy.World;
using Economy.World.Interventions;
using Economy.World.Money;
using Economy.World.Recommenders;
using Economy.World.Subsystems;
using FsCheck;
using FsCheck.Fluent;

namespace Economy.Tests.Scenarios;

/// <summary>Valid scenarios, every key free within its range. Made by reflection, so a new key is covered as soon as it is declared.</summary>
internal static class ScenarioGenerator
{
    static ScenarioGenerator()
    {
        WorldKinds.Register();
        Scenarios = Arb.From(Scenario());
    }

    private static readonly string[] Words = ["none", "true", "a b", "12", "a-", "é: #x", "\"q\"", "x\\y", "no", "0x1F", "[z]", "~", "Ω'", "tail:", "null", "1e3", "home@", "q.r"];

    public static Arbitrary<Scenario> Scenarios { get; }

    private static Gen<Scenario> Scenario() =>
        from types in Names(1, 4)
        from subsystems in Names(0, 4)
        from pools in Names(1, 4)
        from assets in Names(0, 4)
        from raw in Section(typeof(Scenario))
        select Fit((Scenario)raw, types, subsystems, pools, assets);

    // Replaces the lists and references that the rules tie together; all else stays as drawn.
    private static Scenario Fit(Scenario raw, string[] types, string[] subsystems, string[] pools, string[] assets)
    {
        ParticipantTypeSpec drawn = raw.Population.Types[0];
        SubsystemSpec place = raw.Subsystems[0] switch
        {
            Game game => game with { Skill = null },
            Creation creation => creation with { Skill = null },
            Recommender feed => feed with { Advertising = null, Items = RankedItems.Places },
            Workplace work => new Social { Name = work.Name },
            var other => other,
        };
        IReadOnlyList<MarketSpec> markets = [.. assets.Select(a => raw.Markets[0] with { Asset = a })];
        return raw with
        {
            Name = "run-1.a_B",
            Chain = assets.Length > 1 ? "anvil" : "https://node.example:8545/path",
            TickSeconds = 31_536_000,
            Population = raw.Population with
            {
                EntryRoom = 1 + (raw.Population.EntryRoom / 10),
                Entrants = raw.Population.Entrants / 10,
                EntryType = assets.Length > 2 ? types[^1] : null,
                Types = [.. types.Select((name, i) => drawn with
                {
                    Name = name,
                    Count = 1 + (drawn.Count / 20),
                    Wealth = drawn.Wealth with { Mean = drawn.Wealth.Mean / 1e6, Shape = 1 + drawn.Wealth.Shape / 2 },
                    Regions = subsystems.Length > 1 ? new Dictionary<string, double> { [subsystems[0]] = 1 + drawn.JobWeight / 2 } : null,
                    Holdings = assets.ToDictionary(a => a, a => drawn.Holdings.Values.FirstOrDefault() / 1000),
                    Preferences = subsystems.ToDictionary(s => s, s => drawn.Preferences.Values.FirstOrDefault() / (i + 1)),
                    Trading = assets.Length > 0 ? drawn.Trading : new NoTrading(),
                    Entry = drawn.Entry! with { Room = 1 + (drawn.Entry.Room / 1000) },
                    JobWeight = 1 + (drawn.JobWeight / 2),
                })],
            },
            Subsystems = [.. subsystems.Select(name => place with
            {
                Name = name,
                NetworkEffect = place is Place { HasNetworkEffect: true } ? place.NetworkEffect : 0,
                Account = place.Account is not { } account ? null : account with
                {
                    Rent = account.Rent is null ? null : assets.Take(1).ToDictionary(a => a, _ => 3L),
                    Pricing = place is Club ? new FixedPricing() : account.Pricing,
                    ComputeShare = account.BidsItself ? 0 : account.ComputeShare,
                    HourValue = account.BidsItself ? account.HourValue : null,
                    Life = account.Life is { } life ? life with { Until = Math.Max(life.From, life.Until ?? 1) } : null,
                },
                Makes = place is Place { MakesFromNothing: false } && assets.Length < 2 ? [] : assets.Take(1).ToDictionary(a => a, a => 0.1),
                Uses = assets.Skip(1).ToDictionary(a => a, a => 1e-9),
            })],
            Regions = subsystems.Length == 0 ? null : [.. subsystems.Select(name => raw.Regions![0] with { Name = name, Latency = new Dictionary<string, double> { [subsystems[^1]] = 5 } })],
            Pools = [.. pools.Select(name => raw.Pools[0] with { Name = name, Pricing = null, Serves = subsystems.Length > 1 ? subsystems : null, Region = subsystems.FirstOrDefault(), Owner = types[0], Capacity = new() { Cpu = 1, Gpu = 2, Memory = 3, Bandwidth = 4, Storage = 1e-300 } })],
            Assets = [.. assets.Select(name => raw.Assets[0] with { Name = name })],
            Markets = markets,
            // Purchases of the treasury do not go with scarce block space, signed trades or a quality of service.
            Levies = raw.Levies is null ? null : [.. raw.Levies.Where(levy => levy is not (PublicPurchases or PublicCompute))],
            Issues = assets.Length == 0 ? null : [raw.Issues![0] with { Name = "issue", Asset = assets[0], First = 1, Owner = types[0], Buyers = assets.Length == 1 ? null : types }],
            Ticks = Math.Max(1, raw.Ticks),
            Allocation = assets.Length % 2 == 0
                ? raw.Allocation with { Model = null, ModelHash = null, Learning = null, Scope = null }
                : raw.Allocation with { Scores = null, ModelHash = assets.Length > 2 ? raw.Allocation.ModelHash : null, Scope = subsystems.Length == 0 ? null : raw.Allocation.Scope, Learning = LearningOf(raw.Allocation, subsystems) },
            Demand = raw.Demand with { PoolOwner = types[^1] },
            Settlement = raw.Settlement with
            {
                Signed = raw.Settlement.Signed && raw.Settlement.Mode == SettlementMode.PerTrade,
                EntriesPerBatch = Math.Max(10, raw.Settlement.EntriesPerBatch),
            },
            Calendar = raw.Calendar is not [var entry] ? null : [(entry switch
            {
                SetKey set => set with { Key = "money.transactionTax", To = "0.5" },
                Ramp ramp => ramp with { Key = "money.burnShare", To = 0.25, Over = Math.Max(1, ramp.Over) },
                Cycle cycle => cycle with { Key = "money.burnShare", By = 0.5 },
                Multiply multiply => multiply with { Key = "money.burnShare", By = 0.5 },
                Outage outage => outage with { Pool = pools[0] },
                Closure closure when assets.Length > 0 => closure with { Asset = assets[0] },
                Closure => new SetKey { Key = "money.transactionTax", To = "0.5" },
                EntryWave wave => wave with { Participants = 1 },
                MoneyDrop drop => drop with { Type = null, Amount = 5 },
                MoneyLevy levy => levy with { Type = null, Amount = 5 },
                _ => entry,
            }) with { At = 1, Until = Math.Max(1, entry.Until ?? 1), When = types.Length > 1 && entry is not Reseed ? "price_index < 0.8" : null }],
            Stop = raw.Stop is [var stop] ? [stop with { When = "participants < 10", At = 1 }] : null,
            Frictions = pools.Length > 2 ? null : raw.Frictions! with { GasLimit = raw.Frictions.GasLimit + raw.Frictions.TradeGas },
        };
    }

    private static LearningSpec? LearningOf(AllocationSpec raw, string[] subsystems) => raw.Learning is not { } learning ? null
        : learning with { BySubsystem = raw.Scope is { Kind: ScopeKind.Distributed } or { Compare: true } ? null : subsystems };

    private static Gen<string[]> Names(int least, int most) =>
        from count in Gen.Choose(least, most)
        from order in Gen.Shuffle(Words)
        select order.Take(count).ToArray();

    private static Gen<object> Section(Type type) => KindRegistry.Of(type) is { Count: > 0 } kinds
        ? Gen.Elements(kinds.AsEnumerable()).SelectMany(kind => Section(kind.Type))
        : from values in Gen.CollectToArray(Keys(type).Where(p => p.CanWrite), p => Value(p.PropertyType, p.GetCustomAttribute<KeyAttribute>()!))
          select Fill(type, values);

    private static object Fill(Type type, object?[] values)
    {
        object section = Activator.CreateInstance(type)!;
        PropertyInfo[] keys = [.. Keys(type).Where(p => p.CanWrite)];
        for (int i = 0; i < keys.Length; i++) keys[i].SetValue(section, values[i]);
        return section;
    }

    public static IEnumerable<PropertyInfo> Keys(Type type) => type.GetProperties().Where(p => p.IsDefined(typeof(KeyAttribute)));

    private static Gen<object?> Value(Type declared, KeyAttribute about)
    {
        Type type = Nullable.GetUnderlyingType(declared) ?? declared;
        double least = Math.Max(about.Min, -1e9);
        double most = Math.Min(about.Max, 1e9);
        Gen<double> share = Gen.OneOf(Gen.Constant(0.0), Gen.Constant(1.0), Gen.Choose(0, int.MaxValue).Select(i => i / (double)int.MaxValue));
        Gen<double> number = share.Select(s => Math.Clamp(least + (s * (most - least)), least, most));
        if (type == typeof(string)) return Gen.Elements(about.Words.Length > 0 ? about.Words : Words).Select(w => (object?)w);
        if (type == typeof(bool)) return Gen.Elements(true, false).Select(b => (object?)b);
        if (type == typeof(double)) return type == declared ? number.Select(n => (object?)n) : Gen.OneOf(number.Select(n => (object?)n), Gen.Constant((object?)null));
        if (type == typeof(int) || type == typeof(long)) return number.Select(n => Convert.ChangeType(Math.Floor(n), type, System.Globalization.CultureInfo.InvariantCulture)).Select(n => (object?)n);
        if (type == typeof(ulong)) return Gen.OneOf(number.Select(n => (object?)(ulong)n), Gen.Constant((object?)ulong.MaxValue));
        if (type.IsEnum) return Gen.Elements(Enum.GetValues(type).Cast<object?>());
        if (type == typeof(IReadOnlyList<string>)) return Gen.Elements(Words).Select(w => (object?)new[] { w });
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)) return Section(type.GenericTypeArguments[0]).Select(item => (object?)ListOf(type.GenericTypeArguments[0], item));
        if (type == typeof(IReadOnlyDictionary<string, long>)) return number.Select(n => (object?)new Dictionary<string, long> { ["x"] = (long)n });
        if (type == typeof(IReadOnlyDictionary<string, double>)) return number.Select(n => (object?)new Dictionary<string, double> { ["x"] = n });
        return Section(type).Select(s => (object?)s);
    }

    private static Array ListOf(Type itemType, object item)
    {
        var list = Array.CreateInstance(itemType, 1);
        list.SetValue(item, 0);
        return list;
    }
}
