using System.Collections;
using System.Globalization;
using System.Reflection;
using Economy.Core;
using Economy.Core.Scenarios;

namespace Economy.World.Tick;

/// <summary>
/// Keys of a scenario by path: <c>money.transactionTax</c>, <c>subsystems.arena.fee</c>, <c>pools.0.capacity.gpu</c>. An item of a list is
/// named by its name, or its index from 0. Records are never written: setting a key gives a new scenario.
/// </summary>
public static class ChangeableKeys
{
    /// <summary>Value of a key as text.</summary>
    /// <exception cref="ArgumentException">There is no such key.</exception>
    public static string Get(Scenario scenario, string path)
    {
        object? at = scenario;
        foreach (var step in path.Split('.')) at = at is IEnumerable list and not string ? Item(list, step, path).Value : KeyOf(at, step, path).GetValue(at);
        return at switch
        {
            null => "",
            Enum word => Words.Kebab(word.ToString()),
            bool flag => flag ? "true" : "false",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => at.ToString()!,
        };
    }

    /// <summary>The scenario with one key set.</summary>
    /// <exception cref="ArgumentException">There is no such key, it cannot change while a run goes on, or cannot have that value.</exception>
    public static Scenario Set(Scenario scenario, string path, string value) => (Scenario)Set(scenario, path.Split('.'), value, path);

    private static object Set(object at, ReadOnlySpan<string> steps, string value, string path)
    {
        if (at is IList list)
        {
            var (row, item) = Item(list, steps[0], path);
            var copy = Array.CreateInstance(list.GetType().IsArray ? list.GetType().GetElementType()! : list.GetType().GenericTypeArguments[0], list.Count);
            list.CopyTo(copy, 0);
            copy.SetValue(steps.Length > 1 ? Set(item, steps[1..], value, path) : throw NoKey(path), row);
            return copy;
        }

        var key = KeyOf(at, steps[0], path);
        var changed = Copy(at);
        key.SetValue(changed, steps.Length > 1 ? Set(key.GetValue(at) ?? throw NoKey(path), steps[1..], value, path) : Parse(key, value, path));
        return changed;
    }

    private static object Copy(object record) => record.GetType().GetMethod("<Clone>$")!.Invoke(record, null)!;

    private static PropertyInfo KeyOf(object? at, string name, string path) =>
        at?.GetType().GetProperties().FirstOrDefault(p => p.CanWrite && p.IsDefined(typeof(KeyAttribute)) && char.ToLowerInvariant(p.Name[0]) + p.Name[1..] == name) ?? throw NoKey(path);

    private static (int Row, object Value) Item(IEnumerable list, string step, string path)
    {
        var items = list.Cast<object>().ToList();
        var row = items.FindIndex(item => item.GetType().GetProperty("Name")?.GetValue(item) as string == step);
        if (row < 0 && int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < items.Count) row = index;
        return row < 0 ? throw NoKey(path) : (row, items[row]);
    }

    private static object Parse(PropertyInfo key, string text, string path)
    {
        var about = key.GetCustomAttribute<KeyAttribute>()!;
        if (!about.Changes) throw new ArgumentException($"'{path}' cannot change while a run goes on.");
        var type = Nullable.GetUnderlyingType(key.PropertyType) ?? key.PropertyType;
        try
        {
            object value = type.IsEnum ? Enum.Parse(type, text.Replace("-", "", StringComparison.Ordinal), ignoreCase: true)
                : type == typeof(bool) ? bool.Parse(text)
                : Convert.ChangeType(type == typeof(double) ? double.Parse(text, CultureInfo.InvariantCulture) : decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture), type, CultureInfo.InvariantCulture);
            if (value is IConvertible and not bool and not Enum && Convert.ToDouble(value, CultureInfo.InvariantCulture) is var number && !(number >= about.Min && number <= about.Max))
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"'{path}' cannot be {text}: it goes from {about.Min} to {about.Max}."));
            return value;
        }
        catch (Exception wrong) when (wrong is FormatException or OverflowException or InvalidCastException)
        {
            throw new ArgumentException($"'{path}' cannot be '{text}'.", wrong);
        }
    }

    private static ArgumentException NoKey(string path) => new($"There is no key '{path}' in the scenario.");
}
