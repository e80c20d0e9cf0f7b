using System.Reflection;

namespace Economy.Attention;

/// <summary>
/// The policies by name: the classes of this library that carry a <see cref="PolicyAttribute"/>. All share the same scaling, rounding,
/// filling and payments.
/// </summary>
public static class Allocators
{
    private static readonly SortedDictionary<string, (PolicyAttribute Policy, ConstructorInfo Make)> known = Find();

    /// <summary>Every name that <see cref="Create"/> knows, in ordinal order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. known.Keys];

    /// <summary>A new allocator.</summary>
    /// <exception cref="ArgumentException">The name is not one of <see cref="Names"/>.</exception>
    public static IAllocator Create(string policy, AllocationOptions options) =>
        (IAllocator)Of(policy).Make.Invoke(BindingFlags.DoNotWrapExceptions, binder: null, [options], culture: null);

    /// <summary>How a policy shares out, in some words.</summary>
    /// <exception cref="ArgumentException">The name is not one of <see cref="Names"/>.</exception>
    public static string Sentence(string policy) => Of(policy).Policy.Sentence;

    /// <summary>The name that a policy's class carries.</summary>
    internal static string NameOf(Type type) => type.GetCustomAttribute<PolicyAttribute>()!.Name;

    private static (PolicyAttribute Policy, ConstructorInfo Make) Of(string policy) => known.TryGetValue(policy, out var found)
        ? found
        : throw new ArgumentException($"unknown allocation policy '{policy}'; known: {string.Join(", ", Names)}", nameof(policy));

    private static SortedDictionary<string, (PolicyAttribute, ConstructorInfo)> Find()
    {
        var found = new SortedDictionary<string, (PolicyAttribute, ConstructorInfo)>(StringComparer.Ordinal);
        foreach (Type type in typeof(Allocators).Assembly.GetTypes())
        {
            if (type.GetCustomAttribute<PolicyAttribute>() is not { } policy) continue;
            ConstructorInfo make = type.GetConstructor([typeof(AllocationOptions)])
                ?? throw new InvalidOperationException($"the policy {type.Name} has no public constructor of options alone");
            if (!found.TryAdd(policy.Name, (policy, make))) throw new InvalidOperationException($"two policies are named '{policy.Name}'");
        }
        return found;
    }
}
