namespace Economy.Attention;

/// <summary>
/// Says that an <see cref="IAllocator"/> is a policy. It has a constructor of <see cref="AllocationOptions"/>; a class in the folder
/// Policies with this on it is a policy wherever policies are named.
/// </summary>
/// <param name="name">As scenarios and the command line name it.</param>
/// <param name="sentence">How it shares out, in some words.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class PolicyAttribute(string name, string sentence) : Attribute
{
    public string Name => name;

    public string Sentence => sentence;
}
