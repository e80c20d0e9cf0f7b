using System.Globalization;
using Akka.Configuration;

namespace Economy.Actors;

/// <summary>The configurations that are part of this assembly.</summary>
internal static class Configuration
{
    /// <summary>Name of the dispatcher of all actors of a run.</summary>
    public const string Cells = "economy.cells";

    /// <summary>Configurations, the first before those after it, with the number of threads that step actors.</summary>
    public static Config Of(int threads, params IEnumerable<string> names) => names.Aggregate(
        ConfigurationFactory.ParseString(
            string.Create(CultureInfo.InvariantCulture, $"{Cells}.dedicated-thread-pool.thread-count = {threads}")),
        (config, name) => config.WithFallback(ConfigurationFactory.ParseString(Text(name))));

    private static string Text(string name)
    {
        using var reader = new StreamReader(typeof(Configuration).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
