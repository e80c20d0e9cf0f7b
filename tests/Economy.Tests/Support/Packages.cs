using System.Reflection;

namespace Economy.Tests.Support;

/// <summary>Where packages keep what is too large for the output folder, as the project file noted down.</summary>
internal static class Packages
{
    internal static string PathOf(string name) =>
        typeof(Packages).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == name).Value!;
}
