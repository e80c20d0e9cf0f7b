using System.Globalization;
using System.Text.RegularExpressions;
using Economy.Core.Kinds;
using Economy.Scenarios.Yaml;

namespace Economy.Scenarios.Binding;

/// <summary>Reads single values strictly: what YAML would quietly take for something else is refused with a remedy.</summary>
internal static partial class Scalars
{
    /// <summary>A value, or what is wrong with it and what to do.</summary>
    public readonly record struct Reading(object? Value, string Wrong = "", string Remedy = "");

    /// <summary>Reads one value.</summary>
    public static Reading Read(ScalarNode node, Shape shape, KeyAttribute about) => shape switch
    {
        TextShape => Text(node, about),
        WordShape word => Word(node, word),
        KindShape kinds => kinds.Words.Contains(node.Text) ? new(node.Text)
            : new(null, $"cannot be '{node.Text}'", Nearest.Suggest(node.Text, kinds.Words)),
        FlagShape => Flag(node),
        WholeShape whole => Whole(node, whole, about),
        RealShape => Real(node, about),
        _ => throw new ArgumentOutOfRangeException(nameof(shape)),
    };

    private static Reading Text(ScalarNode node, KeyAttribute about)
    {
        bool written = node.Quoted || node.Place.Set is not null || about.AsWritten;
        if (!written && (NumberPattern().IsMatch(node.Text) || node.Text.ToLowerInvariant() is "true" or "false"))
        {
            return new(null, $"must be text, and {node.Text} without quotes is not", $"write \"{node.Text}\"");
        }

        if (node.Text.Any(c => char.IsControl(c) && c != '\n') || !IsUnicode(node.Text))
            return new(null, "holds characters that cannot be printed", "remove them; within double quotes a backslash begins an escape");
        bool one = about.Words.Length == 0 || about.Words.Contains(node.Text) || (about.OrUrl && IsUrl(node.Text));
        return one ? new(about.IsPath ? node.Written : node.Text)
            : new(null, $"cannot be '{node.Text}'", Nearest.Suggest(node.Text, about.Words));
    }

    private static Reading Word(ScalarNode node, WordShape shape) =>
        shape.Member(node.Text) is { } member ? new(member)
            : new(null, $"cannot be '{node.Text}'", Nearest.Suggest(node.Text, shape.Words));

    private static Reading Flag(ScalarNode node) => (node.Quoted ? "" : node.Text) switch
    {
        "true" => new(true),
        "false" => new(false),
        _ => new(null, $"must be true or false, not '{node.Text}'", node.Text.ToLowerInvariant() switch
        {
            "true" or "yes" or "on" or "y" or "1" => "write true",
            "false" or "no" or "off" or "n" or "0" => "write false",
            _ => "",
        }),
    };

    private static Reading Whole(ScalarNode node, WholeShape shape, KeyAttribute about)
    {
        if (NotANumber(node, "a whole number") is { } wrong) return wrong;
        bool exact = WholePattern().IsMatch(node.Text);
        double rough = double.Parse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (!exact && rough != Math.Floor(rough)) return new(null, $"must be a whole number, and {node.Text} has a fraction", "round it");
        (Int128 least, Int128 greatest) = Expectation.Limits(shape, about);
        if (rough > (double)greatest * 2) return TooLarge(node.Text, $"{greatest}");
        if (rough < (double)least - 1e20) return TooSmall(node.Text, $"{least}");
        if (!exact) return new(null, $"must be a whole number written in digits, not {node.Text}",
            string.Create(CultureInfo.InvariantCulture, $"write {(Int128)rough}"));
        var value = Int128.Parse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (value > greatest) return TooLarge(node.Text, $"{greatest}");
        if (value < least) return TooSmall(node.Text, $"{least}");
        return new(shape.Type == typeof(int) ? (int)value : shape.Type == typeof(long) ? (long)value : (ulong)value);
    }

    private static Reading Real(ScalarNode node, KeyAttribute about)
    {
        if (NotANumber(node, "a number") is { } wrong) return wrong;
        double value = double.Parse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (value > Math.Min(about.Max, double.MaxValue))
            return TooLarge(node.Text, Expectation.Number(Math.Min(about.Max, double.MaxValue)));
        if (value < Math.Max(about.Min, double.MinValue))
            return TooSmall(node.Text, Expectation.Number(Math.Max(about.Min, double.MinValue)));
        return new(value + 0.0);
    }

    private static Reading TooLarge(string text, string greatest) => new(null, $"is {text}, which is too large", $"{greatest} is the most");

    private static Reading TooSmall(string text, string least) => new(null, $"is {text}, which is too small", $"{least} is the least");

    private static Reading? NotANumber(ScalarNode node, string kind)
    {
        string text = node.Text;
        bool number = NumberPattern().IsMatch(text);
        if (number && node.Quoted) return new(null, $"must be {kind}, and \"{text}\" in quotes is text", $"write {text}");
        return number ? null : new(null, $"must be {kind}, not '{text}'", Remedy(text));
    }

    // What people write for a number, and how to write it here.
    private static string Remedy(string text)
    {
        string bare = SeparatorPattern().Replace(text, "");
        string pointed = text.Replace(',', '.');
        string digits = text.TrimStart('0');
        if (text.ToLowerInvariant().TrimStart('+', '-', '.') is "nan" or "inf" or "infinity") return "write a finite number";
        if (text.EndsWith('%') && NumberPattern().IsMatch(text[..^1])
            && decimal.TryParse(text[..^1], CultureInfo.InvariantCulture, out decimal percent))
            return $"write {Expectation.Number((double)(percent / 100m))}";
        if (bare != text && NumberPattern().IsMatch(bare)) return $"write {bare}, without separators";
        if (pointed != text && NumberPattern().IsMatch(pointed)) return $"write {pointed}, with a point";
        if (digits != text && NumberPattern().IsMatch(digits)) return $"write {digits}, without leading zeros";
        return UnitPattern().IsMatch(text) ? "write the number alone; its unit is fixed" : "";
    }

    private static bool IsUnicode(string text)
    {
        foreach (System.Text.Rune rune in text.EnumerateRunes())
        {
            if (rune == System.Text.Rune.ReplacementChar) return false;
        }

        return true;
    }

    private static bool IsUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            && url.Host.Length > 0;

    // Leading zeros are left out: YAML 1.1 takes them for octal, 1.2 does not.
    [GeneratedRegex(@"^[-+]?(0|[1-9][0-9]*)(\.[0-9]*)?([eE][-+]?[0-9]{1,4})?$|^[-+]?\.[0-9]+([eE][-+]?[0-9]{1,4})?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex NumberPattern();

    [GeneratedRegex(@"^[-+]?[0-9]{1,38}$", RegexOptions.CultureInvariant)]
    private static partial Regex WholePattern();

    [GeneratedRegex(@"^[-+]?[0-9.]+ *[A-Za-z/ -]+$", RegexOptions.CultureInvariant)]
    private static partial Regex UnitPattern();

    [GeneratedRegex(@"(?<=[0-9])[ _',](?=[0-9]{3})", RegexOptions.CultureInvariant)]
    private static partial Regex SeparatorPattern();
}
