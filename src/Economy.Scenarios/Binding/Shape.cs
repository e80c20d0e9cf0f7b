using System.Reflection;
using Economy.Core.Kinds;
using Economy.Scenarios.Yaml;
using Economy.World;

namespace Economy.Scenarios.Binding;

/// <summary>What a value of a key looks like in YAML, derived from the type of its property.</summary>
internal abstract record Shape
{
    /// <summary>The shape of a property's type; nullable types have the shape of their value.</summary>
    /// <exception cref="NotSupportedException">No scenario key can have the type.</exception>
    public static Shape Of(Type declared)
    {
        Type type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (type == typeof(string)) return new TextShape();
        if (type == typeof(bool)) return new FlagShape();
        if (type == typeof(double)) return new RealShape();
        if (type == typeof(int)) return new WholeShape(type, int.MinValue, int.MaxValue);
        if (type == typeof(long)) return new WholeShape(type, long.MinValue, long.MaxValue);
        if (type == typeof(ulong)) return new WholeShape(type, 0, ulong.MaxValue);
        if (type.IsEnum) return new WordShape(type);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            return new ListShape(type.GenericTypeArguments[0]);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>)) return new MapShape(type.GenericTypeArguments[1]);
        if (type.IsDefined(typeof(FamilyAttribute), inherit: false)) return new UnionShape(type);
        if (type.IsClass && type.GetProperties().Any(p => p.IsDefined(typeof(KeyAttribute)))) return new SectionShape(type);
        throw new NotSupportedException($"A scenario key cannot have the type {type}.");
    }
}

/// <summary>Text, free or one of some words.</summary>
internal sealed record TextShape : Shape;

/// <summary>true or false.</summary>
internal sealed record FlagShape : Shape;

/// <summary>A finite number.</summary>
internal sealed record RealShape : Shape;

/// <summary>A whole number within the limits of its type.</summary>
internal sealed record WholeShape(Type Type, Int128 Least, Int128 Greatest) : Shape;

/// <summary>One of the members of an enum.</summary>
internal sealed record WordShape(Type Type) : Shape
{
    public IReadOnlyList<string> Words { get; } = [.. Enum.GetNames(Type).Select(Core.Words.Kebab)];

    /// <summary>The member that a word stands for; null where it is none.</summary>
    public object? Member(string word)
    {
        int index = Words.ToList().IndexOf(word);
        return index < 0 ? null : Enum.GetValues(Type).GetValue(index);
    }
}

/// <summary>A record of further keys.</summary>
internal sealed record SectionShape(Type Type) : Shape
{
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<Type, IReadOnlyList<Key>> Known = new();

    public IReadOnlyList<Key> Keys => Known.GetOrAdd(Type, t => Key.Of(t));

    public Key? Find(string name) => Keys.FirstOrDefault(key => key.Name == name);
}

/// <summary>A list of items of one shape.</summary>
internal sealed record ListShape(Type ItemType) : Shape
{
    public Shape Item { get; } = Of(ItemType);
}

/// <summary>Values of one shape by name.</summary>
internal sealed record MapShape(Type ValueType) : Shape
{
    public Shape Value { get; } = Of(ValueType);
}

/// <summary>A record of further keys that depend on its kind.</summary>
internal sealed record UnionShape(Type Family) : Shape
{
    static UnionShape() => WorldKinds.Register();

    public FamilyAttribute About { get; } = Family.GetCustomAttribute<FamilyAttribute>()!;

    public IReadOnlyList<Kind> Kinds => KindRegistry.Of(Family);

    /// <summary>The keys that every kind has, that of the kind among them.</summary>
    public IEnumerable<Key> Common => Of(Kinds[0]).Keys.Where(key => key.Property.DeclaringType!.IsAssignableFrom(Family));

    /// <summary>The keys of a kind.</summary>
    public static SectionShape Of(Kind kind) => new(kind.Type);

    /// <summary>The kind that a group of keys names; null where it names none, or one that is not there.</summary>
    public Kind? Named(MapNode map) => map.Find(About.Key) switch
    {
        null => About.Default is { } named ? KindRegistry.Find(Family, named) : null,
        { Value: ScalarNode word } => KindRegistry.Find(Family, word.Text),
        _ => null,
    };

    /// <summary>The keys of the kind that a group of keys names; those of some kind where it names none.</summary>
    public SectionShape Of(MapNode map) => Of(Named(map) ?? Kinds[0]);

    /// <summary>Whether all options of a kind are at their defaults, so that its bare name says it all.</summary>
    public bool IsWord(object kind) =>
        About.AsWord && new SectionShape(kind.GetType()).Keys.All(
            key => !key.Property.CanWrite || (!key.Required && Equals(key.Property.GetValue(kind), key.Default)));
}

/// <summary>The name of a kind.</summary>
internal sealed record KindShape(Type Family) : Shape
{
    public IReadOnlyList<string> Words => [.. KindRegistry.Of(Family).Select(k => k.Name)];
}
