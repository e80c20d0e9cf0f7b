using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

namespace Economy.Core.Kinds;

/// <summary>One kind of a family.</summary>
/// <param name="Name">The word that scenario files use.</param>
/// <param name="Meaning">What it does.</param>
/// <param name="Type">The record of its options.</param>
public sealed record Kind(string Name, string Meaning, Type Type);

/// <summary>
/// All kinds there are, by family, in ordinal order of their names. Assemblies are added whole; a study adds its own kinds before it
/// reads a scenario. Safe for concurrent use.
/// </summary>
public static class KindRegistry
{
    private static readonly ConcurrentDictionary<Type, ImmutableSortedDictionary<string, Kind>> ByFamily = new();
    private static readonly HashSet<Assembly> Added = [];

    /// <summary>Adds every kind that an assembly declares. Adding it again changes nothing.</summary>
    public static void AddAll(Assembly assembly)
    {
        lock (Added)
        {
            if (Added.Contains(assembly)) return;
            foreach (var type in assembly.GetTypes().Where(t => t.IsDefined(typeof(KindAttribute), inherit: false))) Add(type);
            Added.Add(assembly);
        }
    }

    /// <summary>Adds one kind.</summary>
    /// <typeparam name="TKind">A record with <see cref="KindAttribute"/> whose base has <see cref="FamilyAttribute"/>.</typeparam>
    public static void Add<TKind>() => Add(typeof(TKind));

    /// <summary>The families that have kinds, in ordinal order of their names.</summary>
    public static IReadOnlyList<Type> Families => [.. ByFamily.Keys.OrderBy(family => family.FullName, StringComparer.Ordinal)];

    /// <summary>The kinds of a family, in ordinal order of their names.</summary>
    public static IReadOnlyList<Kind> Of(Type family) => [.. Table(family).Values];

    /// <summary>The kind of that name; null where there is none.</summary>
    public static Kind? Find(Type family, string name) => Table(family).GetValueOrDefault(name);

    /// <summary>Name of the kind that an object is.</summary>
    /// <exception cref="ArgumentException">Its type is no kind.</exception>
    public static string NameOf(object ofKind) =>
        ofKind.GetType().GetCustomAttribute<KindAttribute>()?.Name
            ?? throw new ArgumentException($"{ofKind.GetType()} has no [Kind].", nameof(ofKind));

    /// <summary>The kinds that are at work in a scenario, or in a section of one; each once.</summary>
    public static IReadOnlyList<Kind> In(object section)
    {
        var found = new List<Kind>();
        Collect(section, found);
        return [.. found.DistinctBy(k => k.Type)];
    }

    /// <summary>The family of a type: its nearest base, or itself, that is marked as one; null where it belongs to none.</summary>
    public static Type? FamilyOf(Type? type)
    {
        while (type is not null && !type.IsDefined(typeof(FamilyAttribute), inherit: false)) type = type.BaseType;
        return type;
    }

    private static void Collect(object? value, List<Kind> found)
    {
        if (value is IEnumerable items and not string)
        {
            foreach (var item in items) Collect(item, found);
            return;
        }

        if (value is null) return;
        var type = value.GetType();
        if (type.GetCustomAttribute<KindAttribute>() is { } about) found.Add(new Kind(about.Name, about.Meaning, type));
        foreach (var key in type.GetProperties().Where(p => p.CanWrite && p.IsDefined(typeof(KeyAttribute))))
            Collect(key.GetValue(value), found);
    }

    private static void Add(Type type)
    {
        var about = type.GetCustomAttribute<KindAttribute>() ?? throw new ArgumentException($"{type} has no [Kind].", nameof(type));
        var family = FamilyOf(type.BaseType) ?? throw new ArgumentException($"{type} has no base with [Family].", nameof(type));
        if (type.IsAbstract || type.GetConstructor(Type.EmptyTypes) is null)
            throw new ArgumentException($"{type} cannot be made without arguments.", nameof(type));
        var kind = new Kind(about.Name, about.Meaning, type);
        ByFamily.AddOrUpdate(family, _ => Empty.Add(kind.Name, kind),
            (_, known) => known.TryGetValue(kind.Name, out var other) && other.Type != type
            ? throw new ArgumentException($"Two kinds are called '{kind.Name}': {other.Type} and {type}.", nameof(type))
            : known.SetItem(kind.Name, kind));
    }

    private static ImmutableSortedDictionary<string, Kind> Empty { get; } =
        ImmutableSortedDictionary.Create<string, Kind>(StringComparer.Ordinal);

    private static ImmutableSortedDictionary<string, Kind> Table(Type family) => ByFamily.GetValueOrDefault(family, Empty);
}
