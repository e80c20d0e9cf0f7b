using System.Reflection;
using System.Runtime.CompilerServices;
using Economy.Core.Kinds;

namespace Economy.Scenarios.Binding;

/// <summary>One key of a section, as its record declares it.</summary>
internal sealed record Key(string Name, PropertyInfo Property, KeyAttribute About, Shape Shape, bool Required, object? Default)
{
    /// <summary>The keys of a record in declaration order, those of its base first.</summary>
    public static IReadOnlyList<Key> Of(Type section)
    {
        object fresh = Activator.CreateInstance(section)!;
        var keys = new List<Key>();
        Type? family = KindRegistry.FamilyOf(section);
        foreach (PropertyInfo property in section.GetProperties().OrderBy(p => Depth(p.DeclaringType)).ThenBy(p => p.MetadataToken))
        {
            if (property.GetCustomAttribute<KeyAttribute>() is not { } about) continue;
            string name = char.ToLowerInvariant(property.Name[0]) + property.Name[1..];
            if (!property.CanWrite && family?.GetCustomAttribute<FamilyAttribute>() is { } union && union.Key == name)
            {
                keys.Add(new Key(name, property, about, new KindShape(family), union.Default is null, union.Default));
                continue;
            }

            bool required = property.IsDefined(typeof(RequiredMemberAttribute));
            keys.Add(new Key(name, property, about, Shape.Of(property.PropertyType), required, required ? null : property.GetValue(fresh)));
        }

        return keys;
    }

    private static int Depth(Type? type) => type is null ? 0 : 1 + Depth(type.BaseType);
}
