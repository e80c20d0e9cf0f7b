using System.Collections;
using System.Reflection;

namespace Economy.Tests.Scenarios;

/// <summary>Equality of records by content, lists and dictionaries included, independent of the writer.</summary>
internal static class Content
{
    public static void AssertEqual(object? expected, object? actual, string path = "scenario")
    {
        if (expected is null || expected is string || expected.GetType().IsValueType)
        {
            Assert.True(Equals(expected, actual), $"{path}: {expected} became {actual}");
        }
        else if (expected is IEnumerable and not IDictionary)
        {
            object[] items = [.. ((IEnumerable)expected).Cast<object>()];
            object[] others = [.. ((IEnumerable)actual!).Cast<object>()];
            Assert.True(items.Length == others.Length, $"{path}: {items.Length} items became {others.Length}");
            for (int i = 0; i < items.Length; i++) AssertEqual(items[i], others[i], $"{path}[{i}]");
        }
        else if (expected is IDictionary map)
        {
            var other = (IDictionary)actual!;
            Assert.True(map.Count == other.Count, $"{path}: {map.Count} entries became {other.Count}");
            foreach (object key in map.Keys) AssertEqual(map[key], other[key], $"{path}[{key}]");
        }
        else
        {
            foreach (PropertyInfo property in ScenarioGenerator.Keys(expected.GetType())) AssertEqual(property.GetValue(expected), property.GetValue(actual), $"{path}.{property.Name}");
        }
    }
}
