using System.Reflection;
using System.Runtime.CompilerServices;
using Economy.Core.Scenarios;

namespace Economy.Scenarios.Binding;

/// <summary>One key of a section, as its record declares it.</summary>
internal sealed record Key(string Name, PropertyInfo Property, KeyAttribute About, Shape Shape, bool Required, object? Default)
{
    /// <summary>The keys of a record in declaration order.</summary>
    public static IReadOnlyList<Key> Of(Type section)
    {
        object fresh = Activator.CreateInstance(section)!;
        var keys = new List<Key>();
        foreach (PropertyInfo property in section.GetProperties().OrderBy(p => p.MetadataToken))
        {
            if (property.GetCustomAttribute<KeyAttribute>() is not { } about) continue;
            bool required = property.IsDefined(typeof(RequiredMemberAttribute));
            string name = char.ToLowerInvariant(property.Name[0]) + property.Name[1..];
            keys.Add(new Key(name, property, about, Shape.Of(property.PropertyType), required, required ? null : property.GetValue(fresh)));
        }

        return keys;
    }

}
