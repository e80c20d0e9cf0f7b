using Economy.Tests.Cli;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Economy.Tests.Engines;

/// <summary>Why the tests of a class are skipped.</summary>
internal static class Contracts
{
    /// <summary>The reason; null where they are not.</summary>
    public static string? Skip(ITestMethod method) =>
        method.TestClass.Class.GetCustomAttributes(typeof(NeedsLibtorchAttribute)).Any() ? NeedsLibtorchAttribute.Missing : null;
}

/// <summary>A test of what every implementation of a seam must do.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Economy.Tests.Engines.ContractFactDiscoverer", "Economy.Tests")]
public sealed class ContractFactAttribute : FactAttribute;

/// <summary>One that needs Linux.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Economy.Tests.Engines.ContractFactDiscoverer", "Economy.Tests")]
public sealed class LinuxContractFactAttribute : FactAttribute
{
    public LinuxContractFactAttribute() => Skip = LinuxOnly.Reason;
}

/// <summary>A test of several cases of what every implementation of a seam must do.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Economy.Tests.Engines.ContractTheoryDiscoverer", "Economy.Tests")]
public sealed class ContractTheoryAttribute : TheoryAttribute;

/// <summary>Finds contract tests of several cases; one case that says why where they are skipped.</summary>
public sealed class ContractTheoryDiscoverer(IMessageSink diagnostics) : TheoryDiscoverer(diagnostics)
{
    /// <inheritdoc />
    public override IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo theoryAttribute) =>
        Contracts.Skip(testMethod) is not null
            ? [new ContractTestCase(DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod)]
            : base.Discover(discoveryOptions, testMethod, theoryAttribute);
}

/// <summary>Finds contract tests.</summary>
public sealed class ContractFactDiscoverer(IMessageSink diagnostics) : FactDiscoverer(diagnostics)
{
    /// <inheritdoc />
    protected override IXunitTestCase CreateTestCase(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        new ContractTestCase(DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod);
}

/// <summary>A contract test, skipped where its class needs something that is not there.</summary>
public sealed class ContractTestCase : XunitTestCase
{
    [Obsolete("Called by the deserializer.")]
    public ContractTestCase()
    {
    }

    public ContractTestCase(IMessageSink sink, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method)
        : base(sink, display, options, method)
    {
    }

    /// <inheritdoc />
    protected override string? GetSkipReason(IAttributeInfo factAttribute) => base.GetSkipReason(factAttribute) ?? Contracts.Skip(TestMethod);
}
