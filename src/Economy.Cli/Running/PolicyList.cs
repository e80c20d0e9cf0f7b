using Economy.Attention;
using Economy.Scenarios;

namespace Economy.Cli.Running;

/// <summary>Names of policies on the command line.</summary>
internal static class PolicyList
{
    /// <summary>What is wrong with a name; null where it is a policy.</summary>
    public static string? Problem(string name) =>
        Allocators.Names.Contains(name) ? null
            : $"there is no policy {(name.Length == 0 ? "of no name" : name)}; {(Nearest.Suggest(name, Allocators.Names) is { Length: > 0 } meant ? meant + " " : "")}known: {string.Join(", ", Allocators.Names)}";
}
