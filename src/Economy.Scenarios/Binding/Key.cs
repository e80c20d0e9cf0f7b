using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
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

    /// <summary>A member's name as scenarios write it: <c>ZeroIntelligence</c> is <c>zero-intelligence</c>.</summary>
    public static string Kebab(string member)
    {
        var text = new StringBuilder();
        foreach (char c in member)
        {
            if (char.IsUpper(c) && text.Length > 0) text.Append('-');
            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}
