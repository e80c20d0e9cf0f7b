using System.Collections;
using System.Globalization;
using System.Reflection;
using Economy.Core.Kinds;
using Economy.Core;
using Economy.Core.Scenarios;

namespace Economy.World.Boards;

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
        for (var rest = path; rest.Length > 0;)
            (at, rest) = at is IList list ? (list[RowOf(list, ref rest, path)], rest) : (KeyOf(at, ref rest, path).GetValue(at), rest);
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
    /// <exception cref="ArgumentException">There is no such key, it cannot change while a run goes on, or cannot have that
    /// value.</exception>
    public static Scenario Set(Scenario scenario, string path, string value) => (Scenario)Set(scenario, path, value, path);

    /// <summary>Every key of a scenario that may change while it runs, in the order of its text; those of optional sections it lacks aside.</summary>
    public static IReadOnlyList<ChangeableKey> All(Scenario scenario)
    {
        var found = new List<ChangeableKey>();
        Collect(scenario, "", found);
        return found;
    }

    private static void Collect(object at, string path, List<ChangeableKey> found)
    {
        foreach (var key in at.GetType().GetProperties().Where(p => p.CanWrite && p.IsDefined(typeof(KeyAttribute))))
        {
            var (about, name) = (key.GetCustomAttribute<KeyAttribute>()!, $"{path}{char.ToLowerInvariant(key.Name[0])}{key.Name[1..]}");
            var value = key.GetValue(at);
            if (about.Changes) found.Add(new(name, about, Nullable.GetUnderlyingType(key.PropertyType) ?? key.PropertyType));
            else if (value is IList items)
                for (var i = 0; i < items.Count && items[i] is { } item && item is not (string or IConvertible); i++)
                    Collect(item, $"{name}.{NameOf(item) ?? i.ToString(CultureInfo.InvariantCulture)}.", found);
            else if (value is not (null or IEnumerable or IConvertible)) Collect(value, name + ".", found);
        }
    }

    private static object Set(object at, string rest, string value, string path)
    {
        if (at is IList list)
        {
            var row = RowOf(list, ref rest, path);
            var copy = Array.CreateInstance(list.GetType().IsArray ? list.GetType().GetElementType()!
                : list.GetType().GenericTypeArguments[0], list.Count);
            list.CopyTo(copy, 0);
            copy.SetValue(rest.Length > 0 ? Set(list[row]!, rest, value, path) : throw NoKey(path), row);
            return copy;
        }

        var key = KeyOf(at, ref rest, path);
        var changed = Copy(at);
        key.SetValue(changed, rest.Length > 0 ? Set(key.GetValue(at) ?? throw NoKey(path), rest, value, path) : Parse(key, value, path));
        return changed;
    }

    private static object Copy(object record) =>
        record.GetType().GetMethod("<Clone>$") is { } clone ? clone.Invoke(record, null)!
            : throw new ArgumentException($"{record.GetType().Name} has no keys.");

    /// <summary>The key that a path begins with; what is left of the path goes into <paramref name="rest"/>.</summary>
    private static PropertyInfo KeyOf(object? at, ref string rest, string path)
    {
        var dot = rest.IndexOf('.', StringComparison.Ordinal);
        var name = dot < 0 ? rest : rest[..dot];
        rest = dot < 0 ? "" : rest[(dot + 1)..];
        return at?.GetType().GetProperties()
            .FirstOrDefault(p => p.CanWrite && p.IsDefined(typeof(KeyAttribute)) && char.ToLowerInvariant(p.Name[0]) + p.Name[1..] == name)
            ?? throw NoKey(path);
    }

    /// <summary>
    /// The item that a path begins with: the one of the longest such name, since names may hold points; else the one of an index.
    /// </summary>
    private static int RowOf(IList items, ref string rest, string path)
    {
        var (row, length) = (-1, -1);
        for (var i = 0; i < 2 * items.Count; i++)
        {
            var item = i % items.Count;
            var name = i < items.Count ? NameOf(items[item]!)
                : item.ToString(CultureInfo.InvariantCulture);
            if (name is not null && name.Length > length && (rest == name || rest.StartsWith(name + ".", StringComparison.Ordinal)))
                (row, length) = (item, name.Length);
        }

        if (row < 0) throw NoKey(path);
        rest = rest.Length == length ? "" : rest[(length + 1)..];
        return row;
    }

    /// <summary>A market goes by its asset.</summary>
    private static string? NameOf(object item) =>
        (item.GetType().GetProperty("Name") ?? item.GetType().GetProperty(nameof(MarketSpec.Asset)))?.GetValue(item) as string;

    private static object Parse(PropertyInfo key, string text, string path)
    {
        var about = key.GetCustomAttribute<KeyAttribute>()!;
        if (!about.Changes) throw new ArgumentException($"'{path}' cannot change while a run goes on.");
        var type = Nullable.GetUnderlyingType(key.PropertyType) ?? key.PropertyType;
        try
        {
            object value = type.IsEnum ? Enum.Parse(type, text.Replace("-", "", StringComparison.Ordinal), ignoreCase: true)
                : type == typeof(bool) ? bool.Parse(text)
                : Convert.ChangeType(type == typeof(double) ? double.Parse(text, CultureInfo.InvariantCulture)
                    : decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture), type, CultureInfo.InvariantCulture);
            if (value is IConvertible and not bool and not Enum && Convert.ToDouble(value, CultureInfo.InvariantCulture) is var number
                && !(number >= about.Min && number <= about.Max))
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"'{path}' cannot be {text}: it goes from {about.Min} to {about.Max}."));
            return value;
        }
        catch (Exception wrong) when (wrong is FormatException or OverflowException or InvalidCastException)
        {
            throw new ArgumentException($"'{path}' cannot be '{text}'.", wrong);
        }
    }

    private static ArgumentException NoKey(string path) => new($"There is no key '{path}' in the scenario.");
}

/// <summary>A key that may change while a run goes on.</summary>
/// <param name="Path">Its path, items of lists by their names.</param>
/// <param name="About">Its meaning, unit and range.</param>
/// <param name="Type">Type of its value; that of an optional one without the null.</param>
public sealed record ChangeableKey(string Path, KeyAttribute About, Type Type);
