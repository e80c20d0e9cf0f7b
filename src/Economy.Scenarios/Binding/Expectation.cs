using System.Globalization;
using Economy.Core.Kinds;
using Economy.Core.Scenarios;

namespace Economy.Scenarios.Binding;

/// <summary>Says in words what a value should be. Error messages and the documentation share it.</summary>
internal static class Expectation
{
    /// <summary>The shape with its article: "a whole number".</summary>
    public static string Kind(Shape shape) => shape switch
    {
        TextShape => "text",
        FlagShape => "true or false",
        RealShape => "a number",
        WholeShape => "a whole number",
        WordShape or KindShape => "a word",
        UnionShape { About.AsWord: true } => "a word or a group of keys",
        ListShape => "a list",
        MapShape => "names with values",
        _ => "a group of keys",
    };

    /// <summary>All that a value must fulfil: "a whole number from 1 to 1000000 (ticks)".</summary>
    public static string Of(Shape shape, KeyAttribute about) => shape switch
    {
        TextShape or WordShape or KindShape or UnionShape when Words(shape,
            about) is { Count: > 0 } words => $"one of {string.Join(", ", words)}{(about.OrUrl ? ", or an http(s) URL" : "")}",
        RealShape or WholeShape => $"{Kind(shape)}{Range(shape, about)}{(about.Unit.Length > 0 ? $" ({about.Unit})" : "")}",
        ListShape { Item: SectionShape item } => $"a list; each item begins with '- ' and has {string.Join(", ", item.Keys.Where(k => k.Required).Select(k => k.Name))}",
        ListShape { Item: UnionShape item } => $"a list; each item begins with '- ' and has {string.Join(", ", item.Common.Where(k => k.Required).Select(k => k.Name))}",
        ListShape => "a list; each item begins with '- '",
        MapShape => "indented lines of 'name: number'",
        SectionShape section => $"indented lines of 'key: value' with the keys {string.Join(", ", section.Keys.Select(k => k.Name))}",
        _ => Kind(shape),
    };

    /// <summary>The limits of a number: " from 0 to 1"; empty where there are none.</summary>
    public static string Range(Shape shape, KeyAttribute about)
    {
        if (shape is WholeShape whole)
        {
            (Int128 least, Int128 greatest) = Limits(whole, about);
            return string.Create(CultureInfo.InvariantCulture, $" from {least} to {greatest}");
        }

        return (double.IsFinite(about.Min), double.IsFinite(about.Max)) switch
        {
            (true, true) => $" from {Number(about.Min)} to {Number(about.Max)}",
            (true, false) => $" of at least {Number(about.Min)}",
            (false, true) => $" of at most {Number(about.Max)}",
            _ => "",
        };
    }

    /// <summary>The limits of a whole number: those declared, within those of its type.</summary>
    public static (Int128 Least, Int128 Greatest) Limits(WholeShape shape, KeyAttribute about) => (
        double.IsFinite(about.Min) ? Int128.Max(shape.Least, (Int128)Math.Ceiling(about.Min)) : shape.Least,
        double.IsFinite(about.Max) ? Int128.Min(shape.Greatest, (Int128)Math.Floor(about.Max)) : shape.Greatest);

    /// <summary>The words of an enum or a text key.</summary>
    public static IReadOnlyList<string> Words(Shape shape, KeyAttribute about) => shape switch
    {
        WordShape word => word.Words,
        KindShape kinds => kinds.Words,
        UnionShape { About.AsWord: true } union => [.. union.Kinds.Select(kind => kind.Name)],
        _ => about.Words,
    };

    /// <summary>Digits that read back as the same number, 1e9 rather than 1000000000.</summary>
    public static string Number(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture).Replace("E", "e", StringComparison.Ordinal).Replace("e+", "e",
            StringComparison.Ordinal).Replace("e-0", "e-", StringComparison.Ordinal);
        string digits = text.TrimEnd('0');
        return Math.Abs(value) >= 1e9 && digits.Length == 1 ? string.Create(CultureInfo.InvariantCulture, $"{digits}e{text.Length - 1}")
            : text;
    }
}
