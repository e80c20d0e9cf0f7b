using Economy.Core.Scenarios;

namespace Economy.Scenarios.Binding;

/// <summary>A key with its path from the root, <c>population.types[].count</c>.</summary>
internal sealed record KeyPath(string Path, string Group, Key Key)
{
    /// <summary>Every key, groups before the keys in them.</summary>
    public static IReadOnlyList<KeyPath> All { get; } = Of(typeof(Scenario));

    /// <summary>Every key of a record, groups before the keys in them.</summary>
    public static IReadOnlyList<KeyPath> Of(Type root) => [.. Of(new SectionShape(root), "")];

    /// <summary>Where a key of that name exists; null where it exists nowhere.</summary>
    public static string? Elsewhere(string name) => All.FirstOrDefault(k => k.Key.Name == name)?.Path;

    private static IEnumerable<KeyPath> Of(SectionShape section, string group) => Of(section.Keys, group, group);

    private static IEnumerable<KeyPath> Of(IEnumerable<Key> keys, string prefix, string group)
    {
        foreach (Key key in keys)
        {
            string path = prefix.Length == 0 ? key.Name : $"{prefix}.{key.Name}";
            yield return new KeyPath(path, group, key);
            IEnumerable<KeyPath> below = key.Shape switch
            {
                SectionShape inner => Of(inner, path),
                ListShape { Item: SectionShape item } => Of(item, $"{path}[]"),
                ListShape { Item: UnionShape union } => Of(union, $"{path}[]"),
                UnionShape union => Of(union, path),
                _ => [],
            };
            foreach (KeyPath inner in below) yield return inner;
        }
    }

    /// <summary>What all kinds share, then what each adds.</summary>
    private static IEnumerable<KeyPath> Of(UnionShape union, string group)
    {
        Key[] common = [.. union.Common];
        return Of(common, group, group).Concat(union.Kinds.SelectMany(kind => Of(
            UnionShape.Of(kind).Keys.ExceptBy(common.Select(key => key.Name), key => key.Name), group,
            $"{group}` with `{union.About.Key}: {kind.Name}")));
    }
}
