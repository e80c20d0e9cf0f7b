using System.Globalization;
using Akka.Configuration;

namespace Economy.Akka;

/// <summary>The configurations that are part of this assembly.</summary>
internal static class Configuration
{
    /// <summary>Name of the dispatcher of cells.</summary>
    public const string Cells = "economy.cells";

    /// <summary>A configuration, with the number of threads that step cells.</summary>
    public static Config Of(string name, int threads) => ConfigurationFactory
        .ParseString(string.Create(CultureInfo.InvariantCulture, $"{Cells}.dedicated-thread-pool.thread-count = {threads}"))
        .WithFallback(ConfigurationFactory.ParseString(Text(name)));

    private static string Text(string name)
    {
        using var reader = new StreamReader(typeof(Configuration).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
