using System.Collections.Concurrent;
using System.Reflection;
using Economy.Core.Kinds;

namespace Economy.Core.Records;

/// <summary>One column of a table, as its row type declares it.</summary>
/// <param name="Header">Header in the file, unit last.</param>
/// <param name="Meaning">One sentence for the codebook.</param>
/// <param name="IsKey">Whether it is part of the key.</param>
/// <param name="Property">The row's property behind it.</param>
public sealed record RunColumn(string Header, string Meaning, bool IsKey, PropertyInfo Property)
{
    private static readonly string[] UnitWords = ["minor", "nano", "per", "unit", "hour", "tick", "ticks", "seconds", "bytes", "utils", "gas",
        "blocks", "share"];

    /// <summary>The unit in which its header ends: <c>minor per hour</c> of <c>fee_minor_per_hour</c>; empty where it names none.</summary>
    public string Unit
    {
        get
        {
            var words = Header.Split('_');
            var first = words.Length;
            while (first > 1 && UnitWords.Contains(words[first - 1])) first--;
            return string.Join(' ', words[first..]);
        }
    }

    /// <summary>What its cells are: <c>integer</c>, <c>real</c> or <c>text</c>.</summary>
    public string Type => Property.PropertyType == typeof(string) ? "text" : Property.PropertyType == typeof(double) ? "real" : "integer";
}

/// <summary>Something that is done with the rows of a table, whatever their type.</summary>
/// <typeparam name="TResult">What comes of it.</typeparam>
public interface IRowVisitor<out TResult>
{
    /// <summary>Does it for a row type.</summary>
    TResult Visit<TRow>()
        where TRow : struct;
}

/// <summary>A result table, read off the attributes of its row type. Which tables a run has, its observers tell.</summary>
public sealed record RunTable
{
    private static readonly ConcurrentDictionary<Type, RunTable> Known = new();

    private RunTable(Type row)
    {
        Row = row;
        (Name, Meaning) = row.GetCustomAttribute<TableAttribute>() is { } table ? (table.Name, table.Meaning)
            : row.DeclaringType?.GetCustomAttribute<KindAttribute>() is { } kind
            ? (kind.Name, $"{char.ToUpperInvariant(kind.Meaning[0])}{kind.Meaning[1..]}.")
            : throw new ArgumentException($"{row} is not a row of a result table: it has no [Table], and stands in no kind of observer.",
                nameof(row));
        IsLong = row.GetCustomAttribute<TableAttribute>()?.IsLong ?? false;
        Charts = [.. row.GetCustomAttributes<ChartAttribute>()];
        Columns =
        [
            .. from parameter in row.GetConstructors().Single(c => c.GetParameters().Length > 0).GetParameters()
               let property = row.GetProperty(parameter.Name!)!
               let column = property.GetCustomAttribute<ColumnAttribute>()
                   ?? throw new ArgumentException($"{row.Name}.{property.Name} has no [Column] attribute.", nameof(row))
               select new RunColumn(column.Header, column.Meaning, column.Key, property),
        ];
        if (Charts.SelectMany(c => c.Columns).FirstOrDefault(name => Columns.All(c => c.Header != name)) is { } unknown)
            throw new ArgumentException($"{row.Name} has a chart of '{unknown}', which is none of its columns.", nameof(row));
    }

    /// <summary>The table that is made afterwards, from a run.</summary>
    public static RunTable Ladder => Of(typeof(LadderRow));

    /// <summary>The row type.</summary>
    public Type Row { get; }

    /// <summary>File name without extension.</summary>
    public string Name { get; }

    /// <summary>File name.</summary>
    public string File => Name + ".csv";

    /// <summary>File name in a format.</summary>
    public string FileAs(TableFormat format) => FileOf(Name, format);

    /// <summary>File name of a table in a format.</summary>
    public static string FileOf(string name, TableFormat format) => $"{name}.{Words.Kebab(format.ToString())}";

    /// <summary>One sentence for the codebook.</summary>
    public string Meaning { get; }

    /// <summary>Whether it has a row for every participant or trade: too many to be drawn, or kept where a run is watched.</summary>
    public bool IsLong { get; }

    /// <summary>The columns, in file order.</summary>
    public IReadOnlyList<RunColumn> Columns { get; }

    /// <summary>The charts that its row type declares.</summary>
    public IReadOnlyList<ChartAttribute> Charts { get; }

    /// <summary>The first line of the file.</summary>
    public string HeaderLine => string.Join(',', Columns.Select(c => c.Header));

    /// <summary>Does something that depends on the row type, with the type known.</summary>
    public TResult Visit<TResult>(IRowVisitor<TResult> visitor) =>
        (TResult)typeof(IRowVisitor<TResult>).GetMethod(nameof(IRowVisitor<TResult>.Visit))!
        .MakeGenericMethod(Row).Invoke(visitor, BindingFlags.DoNotWrapExceptions, null, null, null)!;

    /// <summary>The table of a row type.</summary>
    /// <exception cref="ArgumentException">The type is not declared as a row.</exception>
    public static RunTable Of(Type row) => Known.GetOrAdd(row, static r => new RunTable(r));
}
