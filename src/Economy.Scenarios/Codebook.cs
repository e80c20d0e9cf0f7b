using System.Globalization;
using System.Text;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.World;

namespace Economy.Scenarios;

/// <summary>The documentation of the tables that a run leaves behind, from the declarations of their rows.</summary>
public static class Codebook
{
    /// <summary>One table for each file: column, type, meaning.</summary>
    public static string Markdown()
    {
        var text = new StringBuilder();
        WorldKinds.Register();
        foreach (Observer observer in Observer.All)
        {
            string asked = observer is ObserverSpec spec ? $" Only with `{spec.Kind}` among `output.observers`." : "";
            Table(text, observer.Table, asked + (observer.IsOfStates ? " Its rows are states, so it keeps to `output.every`." : "") + (observer.IsInDigest ? "" : " Not part of the economy digest."));
        }

        Table(text, RunTable.Ladder, " Not part of the economy digest.");
        return text.ToString();
    }

    private static void Table(StringBuilder text, RunTable table, string remarks)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n### `{table.File}`\n\n{table.Meaning}{remarks}\n\n");
        text.Append("| column | type | meaning |\n|---|---|---|\n");
        foreach (RunColumn column in table.Columns)
        {
            string meaning = column.Meaning.Replace("|", "\\|", StringComparison.Ordinal);
            text.Append(CultureInfo.InvariantCulture,
                $"| `{column.Header}`{(column.IsKey ? " (key)" : "")} | {Type(column.Property.PropertyType)} | {meaning} |\n");
        }
    }

    private static string Type(Type declared)
    {
        Type type = Nullable.GetUnderlyingType(declared) ?? declared;
        string name = type == typeof(string) ? "text" : type == typeof(double) ? "number" : "whole number";
        return type == declared ? name : $"{name} or empty";
    }
}
