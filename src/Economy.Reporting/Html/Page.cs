using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Economy.Reporting.Runs;

namespace Economy.Reporting.Html;

/// <summary>
/// Puts a page together from <c>page.html</c>, the shared style and chart script, a page's own script, and its data as one
/// block of JSON. The page may load nothing from anywhere: its content security policy says so.
/// </summary>
internal static partial class Page
{
    // Says where it takes types from, or a study that is a script outside this repository could not write a page: its SDK turns reflection
    // off by default.
    private static readonly JsonSerializerOptions Web =
        new(JsonSerializerDefaults.Web) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    /// <summary>The report as a page that asks its server for news; it may ask nobody else.</summary>
    internal static string Live(string title, object data, string echartsScript) =>
        Of(title, Resource("report.js") + Resource("bench.js"), data, echartsScript, connect: "'self'", Resource("bench.css"));

    internal static void Write(string file, string title, string script, object data, string echartsScript) =>
        Durable.Write(file, Of(title, Resource(script), data, echartsScript, connect: "'none'"));

    private static string Of(string title, string script, object data, string echartsScript, string connect, string more = "")
    {
        var parts = new Dictionary<string, string>
        {
            ["title"] = WebUtility.HtmlEncode(title),
            ["style"] = Resource("page.css") + more,
            ["data"] = JsonSerializer.Serialize(data, Web), // escapes < > & itself
            ["echarts"] = Inline(echartsScript),
            ["charts"] = Inline(Resource("charts.js")),
            ["script"] = Inline(script),
            ["connect"] = connect,
        };
        return Placeholder().Replace(Resource("page.html"), match => parts[match.Groups[1].Value]);
    }

    /// <summary>Text that can stand within a script element.</summary>
    private static string Inline(string script) => script.Replace("</script", "<\\/script", StringComparison.OrdinalIgnoreCase);

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(Page).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Placeholder();
}
