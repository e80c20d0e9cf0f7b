using System.Reflection;
using Economy.Core.Records;

namespace Economy.Reporting.Tables;

/// <summary>One column of a table, as its row type declares it.</summary>
/// <param name="Header">Header in the file, unit last.</param>
/// <param name="Meaning">One sentence for the codebook.</param>
/// <param name="IsKey">Whether it is part of the key.</param>
/// <param name="Property">The row's property behind it.</param>
public sealed record TableColumn(string Header, string Meaning, bool IsKey, PropertyInfo Property);

/// <summary>A result table, read off the attributes of its row type.</summary>
public sealed record RunTable
{
    /// <summary>All tables of a run. The order is that of the digest and of every listing.</summary>
    public static IReadOnlyList<RunTable> All { get; } =
    [
        new(typeof(TickRow)), new(typeof(SubsystemRow)), new(typeof(AllocationRow)), new(typeof(MarketRow)),
        new(typeof(ParticipantRow)), new(typeof(FlowRow)), new(typeof(TradeRow)), new(typeof(SettlementRow)), new(typeof(SectorRow)),
        new(typeof(BlockRow)),
        new(typeof(FairnessRow)), new(typeof(ServiceRow)),
        new(typeof(QualityRow)),
    ];

    /// <summary>The table that is made afterwards, from a run.</summary>
    public static RunTable Ladder { get; } = new(typeof(LadderRow));

    private RunTable(Type row)
    {
        var table = row.GetCustomAttribute<TableAttribute>() ?? throw new ArgumentException($"{row} has no [Table] attribute.", nameof(row));
        (Row, Name, Meaning, InDigest) = (row, table.Name, table.Meaning, table.InDigest);
        Columns =
        [
            .. from parameter in row.GetConstructors().Single(c => c.GetParameters().Length > 0).GetParameters()
               let property = row.GetProperty(parameter.Name!)!
               let column = property.GetCustomAttribute<ColumnAttribute>()
                   ?? throw new ArgumentException($"{row.Name}.{property.Name} has no [Column] attribute.", nameof(row))
               select new TableColumn(column.Header, column.Meaning, column.Key, property),
        ];
    }

    /// <summary>The row type.</summary>
    public Type Row { get; }

    /// <summary>File name without extension.</summary>
    public string Name { get; }

    /// <summary>File name.</summary>
    public string File => Name + ".csv";

    /// <summary>One sentence for the codebook.</summary>
    public string Meaning { get; }

    /// <summary>Whether the economy digest covers it.</summary>
    public bool InDigest { get; }

    /// <summary>The columns, in file order.</summary>
    public IReadOnlyList<TableColumn> Columns { get; }

    /// <summary>The first line of the file.</summary>
    public string HeaderLine => string.Join(',', Columns.Select(c => c.Header));

    /// <summary>The table of a row type.</summary>
    public static RunTable Of(Type row) =>
        All.Append(Ladder).FirstOrDefault(t => t.Row == row) ?? throw new ArgumentException($"{row} is not a row of a result table.", nameof(row));
}
