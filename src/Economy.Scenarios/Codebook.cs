using System.Globalization;
using System.Reflection;
using System.Text;
using Economy.Core.Records;

namespace Economy.Scenarios;

/// <summary>The documentation of the tables that a run leaves behind, from the declarations of their rows.</summary>
public static class Codebook
{
    /// <summary>One table for each file: column, type, meaning.</summary>
    public static string Markdown()
    {
        var text = new StringBuilder();
        foreach (Type row in typeof(TableAttribute).Assembly.GetTypes().Where(type => type.IsDefined(typeof(TableAttribute))).OrderBy(type => type.MetadataToken))
        {
            TableAttribute table = row.GetCustomAttribute<TableAttribute>()!;
            text.Append(CultureInfo.InvariantCulture, $"\n### `{table.Name}.csv`\n\n{table.Meaning}{(table.InDigest ? "" : " Not part of the economy digest.")}\n\n");
            text.Append("| column | type | meaning |\n|---|---|---|\n");
            foreach (PropertyInfo property in row.GetProperties().OrderBy(property => property.MetadataToken))
            {
                if (property.GetCustomAttribute<ColumnAttribute>() is not { } column) continue;
                text.Append(CultureInfo.InvariantCulture, $"| `{column.Header}`{(column.Key ? " (key)" : "")} | {Type(property.PropertyType)} | {column.Meaning.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
            }
        }

        return text.ToString();
    }

    private static string Type(Type declared)
    {
        Type type = Nullable.GetUnderlyingType(declared) ?? declared;
        string name = type == typeof(string) ? "text" : type == typeof(double) ? "number" : "whole number";
        return type == declared ? name : $"{name} or empty";
    }
}
