using System.Text;

namespace Economy.Core;

/// <summary>How names of the code are written in files.</summary>
public static class Words
{
    /// <summary><c>TransactionTax</c> → <c>transaction-tax</c>.</summary>
    public static string Kebab(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsUpper(c) && text.Length > 0) text.Append('-');
            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}
