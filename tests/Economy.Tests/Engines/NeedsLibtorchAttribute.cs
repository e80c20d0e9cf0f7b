using Economy.Learning;

namespace Economy.Tests.Engines;

/// <summary>Says that the contract tests of a class need libtorch, which the first of them fetches. They are skipped where it cannot be had, and say why.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsLibtorchAttribute : Attribute
{
    private static readonly Lazy<string?> missing = new(Load);

    /// <summary>Why libtorch cannot be had; null where it is loaded.</summary>
    public static string? Missing => missing.Value;

    private static string? Load()
    {
        try
        {
            Libtorch.LoadAsync(Console.Error.WriteLine).GetAwaiter().GetResult();
            return null;
        }
        catch (LibtorchException unavailable)
        {
            return unavailable.Message;
        }
    }
}
