using System.Globalization;
using System.Text;
using Economy.Core.Records;
using Economy.Reporting.Tables;

namespace Economy.Reporting.Export;

/// <summary>
/// A run as CSV files that Stata takes, one a table; <c>load.do</c>, which loads each with the right types, labels its variables with meaning
/// and unit and saves it as a <c>.dta</c> file; and <c>codebook.csv</c>.
/// </summary>
internal static class StataExport
{
    private const long LargestExact = 1L << 53;

    internal static IReadOnlyList<string> Write(RunReader run, IReadOnlyList<RunTable> tables, string folder)
    {
        Directory.CreateDirectory(folder);
        var notes = new List<string>();
        foreach (var table in tables) Write(table, table.Visit(new Cells(run)), Path.Combine(folder, table.File), notes);
        Codebook(tables, Path.Combine(folder, "codebook.csv"));
        File.WriteAllText(Path.Combine(folder, "load.do"), DoFile.Of(run.Manifest, tables));
        return notes;
    }

    /// <summary>Stata has no infinity, and its widest number is a double.</summary>
    private static void Write(RunTable table, IEnumerable<object?[]> rows, string path, List<string> notes)
    {
        var (infinite, large) = (new long[table.Columns.Count], new long[table.Columns.Count]);
        Lines(path, StataNames.Of(table), rows.Select(row =>
        {
            for (var i = 0; i < row.Length; i++)
            {
                if (row[i] is double real && double.IsInfinity(real)) (row[i], infinite[i]) = (null, infinite[i] + 1);
                else if (row[i] is > LargestExact or < -LargestExact) large[i]++;
            }

            return row;
        }));
        for (var i = 0; i < infinite.Length; i++)
        {
            var where = $"{table.File}, {table.Columns[i].Header}";
            if (infinite[i] > 0) notes.Add($"{where}: {infinite[i]} infinite values are left empty");
            if (large[i] > 0) notes.Add($"{where}: {large[i]} values beyond 2^53, which a double rounds");
        }
    }

    private static void Codebook(IReadOnlyList<RunTable> tables, string path) => Lines(
        path, ["table", "variable", "column", "type", "unit", "is_key", "meaning"],
        from table in tables
        from c in table.Columns.Zip(StataNames.Of(table))
        select new object?[] { table.Name, c.Second, c.First.Header, c.First.Type, c.First.Unit, c.First.IsKey ? 1 : 0, c.First.Meaning });

    private static void Lines(string path, IEnumerable<string> header, IEnumerable<object?[]> rows)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write);
        var csv = new CsvWriter(bytes => file.Write(bytes));
        csv.Line(string.Join(',', header));
        foreach (var row in rows)
        {
            foreach (var cell in row) Write(csv, cell);
            csv.EndRow();
        }

        csv.Flush();
    }

    private static void Write(CsvWriter csv, object? cell)
    {
        switch (cell)
        {
            case int whole: csv.Write(whole); break;
            case double real: csv.Write(real); break;
            case string text: csv.Write(text); break;
            default: csv.Write((long?)cell); break;
        }
    }
}

/// <summary>Names as Stata takes them: letters, digits and underscores, at most 32, none that it reserves; different in a table.</summary>
internal static class StataNames
{
    private const int Longest = 32;
    private static readonly string[] Reserved = ["_all", "_b", "byte", "_coef", "_cons", "double", "float", "if", "in", "int", "long", "_n", "_N",
        "_pi", "_pred", "_rc", "_skip", "str", "strL", "using", "with"];

    internal static IReadOnlyList<string> Of(RunTable table)
    {
        var names = new List<string>();
        foreach (var column in table.Columns)
        {
            var name = string.Concat(column.Header.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
            if (Reserved.Contains(name) || char.IsAsciiDigit(name[0])) name = $"v_{name}";
            name = name[..Math.Min(Longest, name.Length)];
            for (var n = 2; names.Contains(name); n++)
            {
                var end = n.ToString(CultureInfo.InvariantCulture);
                name = name[..Math.Min(Longest - end.Length, name.Length)] + end;
            }

            names.Add(name);
        }

        return names;
    }
}

/// <summary>The do-file that loads what was exported.</summary>
internal static class DoFile
{
    private const int LongestLabel = 80;

    internal static string Of(RunManifest manifest, IReadOnlyList<RunTable> tables)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"* Run {Safe(manifest.Name)}, seed {manifest.Seed}, economy digest {manifest.EconomyDigest}.\n");
        text.Append(CultureInfo.InvariantCulture, $"* Amounts in minor units: one coin is {Math.Pow(10, manifest.Decimals)} of them. In this folder: do load.do\n");
        text.Append("version 14\n");
        foreach (var table in tables) Load(text, table);
        return text.ToString();
    }

    private static void Load(StringBuilder text, RunTable table)
    {
        var names = StataNames.Of(table);
        string Columns(bool texts) => string.Join(' ', table.Columns.Index().Where(c => c.Item.Type == "text" == texts).Select(c => c.Index + 1));
        var strings = Columns(texts: true) is { Length: > 0 } columns ? $" stringcols({columns})" : "";
        text.Append(CultureInfo.InvariantCulture, $"\nimport delimited using \"{table.File}\", clear varnames(1) case(preserve) encoding(\"utf-8\") bindquotes(strict) asdouble numericcols({Columns(texts: false)}){strings}\n");
        text.Append(CultureInfo.InvariantCulture, $"label data \"{Label(table.Meaning)}\"\n");
        foreach (var (column, name) in table.Columns.Zip(names))
        {
            text.Append(CultureInfo.InvariantCulture, $"label variable {name} \"{Label(column.Meaning)}\"\n");
            if (column.Unit.Length > 0) text.Append(CultureInfo.InvariantCulture, $"char {name}[unit] \"{column.Unit}\"\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"isid {string.Join(' ', table.Columns.Zip(names).Where(c => c.First.IsKey).Select(c => c.Second))}\n");
        text.Append(CultureInfo.InvariantCulture, $"save \"{Path.ChangeExtension(table.File, ".dta")}\", replace\n");
    }

    private static string Label(string meaning) => Safe(meaning.Length <= LongestLabel ? meaning : meaning[..(LongestLabel - 1)] + "…");

    /// <summary>Text without what Stata would read as the end of a string or the name of a macro.</summary>
    private static string Safe(string text) => text.Replace('"', '\'').Replace('`', '\'').Replace("$", "", StringComparison.Ordinal);
}
