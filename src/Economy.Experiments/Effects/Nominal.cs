using System.Collections;
using System.Globalization;
using System.Reflection;
using Economy.Core.Kinds;
using Economy.Core.Scenarios;

namespace Economy.Experiments.Effects;

/// <summary>The nominal side of a scenario: every key whose unit is money, and no other.</summary>
public static class Nominal
{
    /// <summary>The same economy in another unit of account: every amount of money and every price times a factor.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="factor">The factor; amounts are rounded to whole minor units.</param>
    /// <exception cref="ArgumentException">Its calendar sets keys to values, of which nobody knows whether they are money.</exception>
    public static Scenario Scale(Scenario scenario, double factor)
    {
        if (scenario.Calendar is { Count: > 0 })
            throw new ArgumentException("A scenario with a calendar cannot be put into another unit of account.", nameof(scenario));
        return (Scenario)Scaled(scenario, factor);
    }

    /// <summary>Whether a key is an amount of money, a price, or a rate of either.</summary>
    public static bool Is(KeyAttribute key) => key.Unit.Contains("minor unit", StringComparison.Ordinal);

    private static object Scaled(object section, double factor)
    {
        var copy = section.GetType().GetMethod("<Clone>$")!.Invoke(section, null)!;
        foreach (var key in copy.GetType().GetProperties().Where(p => p.CanWrite && p.IsDefined(typeof(KeyAttribute))))
        {
            if (key.GetValue(copy) is not { } value) continue;
            if (Is(key.GetCustomAttribute<KeyAttribute>()!)) key.SetValue(copy, Times(value, factor));
            else if (value is IList list && list.Count > 0 && HasKeys(list[0]!)) key.SetValue(copy, Items(list, key.PropertyType, factor));
            else if (HasKeys(value)) key.SetValue(copy, Scaled(value, factor));
        }

        return copy;
    }

    private static Array Items(IList list, Type declared, double factor)
    {
        var items = Array.CreateInstance(declared.GenericTypeArguments[0], list.Count);
        for (var i = 0; i < list.Count; i++) items.SetValue(Scaled(list[i]!, factor), i);
        return items;
    }

    private static bool HasKeys(object value) => value.GetType().GetMethod("<Clone>$") is not null
        && value.GetType().GetProperties().Any(p => p.IsDefined(typeof(KeyAttribute)));

    private static object Times(object amount, double factor) => amount switch
    {
        double real => real * factor,
        IReadOnlyDictionary<string, long> each => each.ToDictionary(one => one.Key, one => (long)Math.Round(one.Value * factor)),
        _ => Convert.ChangeType(Math.Round(Convert.ToDouble(amount, CultureInfo.InvariantCulture) * factor), amount.GetType(),
            CultureInfo.InvariantCulture),
    };
}
