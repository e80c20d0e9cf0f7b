using Economy.Tests.Cli;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Economy.Tests.Chain;

/// <summary>Says that the tests of a class need anvil: the installed one, or that of npm. Without it they are skipped, and say so.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAnvilAttribute : Attribute
{
    /// <summary>Why the tests of a class are skipped; null where they are not.</summary>
    internal static string? Skip(ITestMethod method) => method.TestClass.Class.GetCustomAttributes(typeof(NeedsAnvilAttribute)).Any() ? Anvil.Missing : null;
}

/// <summary>A test of settlement, on the node of its class.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Economy.Tests.Chain.NodeFactDiscoverer", "Economy.Tests")]
public class NodeFactAttribute : FactAttribute;

/// <summary>One that needs Linux.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxNodeFactAttribute : NodeFactAttribute
{
    public LinuxNodeFactAttribute() => Skip = LinuxOnly.Reason;
}

/// <summary>One of several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Economy.Tests.Chain.NodeTheoryDiscoverer", "Economy.Tests")]
public sealed class NodeTheoryAttribute : TheoryAttribute;

/// <summary>Finds them.</summary>
public sealed class NodeFactDiscoverer(IMessageSink diagnostics) : FactDiscoverer(diagnostics)
{
    /// <inheritdoc />
    protected override IXunitTestCase CreateTestCase(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        new NodeTestCase(DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod);
}

/// <summary>Finds those of several cases; one case that says why where they are skipped.</summary>
public sealed class NodeTheoryDiscoverer(IMessageSink diagnostics) : TheoryDiscoverer(diagnostics)
{
    /// <inheritdoc />
    public override IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo theoryAttribute) =>
        NeedsAnvilAttribute.Skip(testMethod) is not null
            ? [new NodeTestCase(DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod)]
            : base.Discover(discoveryOptions, testMethod, theoryAttribute);
}

/// <summary>One case, skipped where its node is not there.</summary>
public sealed class NodeTestCase : XunitTestCase
{
    [Obsolete("Called by the deserializer.")]
    public NodeTestCase()
    {
    }

    public NodeTestCase(IMessageSink sink, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method)
        : base(sink, display, options, method)
    {
    }

    /// <inheritdoc />
    protected override string? GetSkipReason(IAttributeInfo factAttribute) => base.GetSkipReason(factAttribute) ?? NeedsAnvilAttribute.Skip(TestMethod);
}
