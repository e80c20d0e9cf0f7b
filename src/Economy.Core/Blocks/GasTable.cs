using System.Globalization;

namespace Economy.Core.Blocks;

/// <summary>Gas by class of operation, in a steady state: accounts that exist, supplies that are not zero.</summary>
public sealed class GasTable
{
    private const string Header = "operation,gas";
    private readonly long[] gas;

    /// <param name="gas">Gas of every operation, in the order of their declaration.</param>
    public GasTable(IReadOnlyList<long> gas)
    {
        if (gas.Count != Operations.Length)
            throw new ArgumentException($"{Operations.Length} operations have a price, not {gas.Count}.", nameof(gas));
        this.gas = [.. gas];
    }

    /// <summary>The operations, in the order of the table.</summary>
    public static ChainOperation[] Operations { get; } = Enum.GetValues<ChainOperation>();

    /// <summary>The table as committed, <c>gas.csv</c>: measured on the contracts by <c>economy chain gas --write</c>.</summary>
    public static GasTable Committed { get; } = Read();

    /// <summary>Gas of an operation.</summary>
    public long this[ChainOperation operation] => gas[(int)operation];

    /// <summary>The text of <c>gas.csv</c>.</summary>
    public string ToCsv() =>
        string.Concat([Header + "\n",
            .. Operations.Select(o => string.Create(CultureInfo.InvariantCulture, $"{Words.Kebab(o.ToString())},{this[o]}\n"))]);

    private static GasTable Read()
    {
        using var text = new StreamReader(typeof(GasTable).Assembly.GetManifestResourceStream("gas.csv")!);
        var rows = text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(','))
            .ToDictionary(cells => cells[0], cells => long.Parse(cells[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);
        return new GasTable([.. Operations.Select(o => rows[Words.Kebab(o.ToString())])]);
    }
}
