using Economy.Cli.Engines;
using Economy.Tests.Cli;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Economy.Tests.Engines;

/// <summary>Says that the tests of a class are about an engine. In a build without it they are skipped, and say so.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EngineAttribute(string name) : Attribute
{
    /// <summary>What this build holds.</summary>
    public static IReadOnlyList<string> BuiltIn { get; } =
    [
#if AKKA
        "akka",
#endif
#if TORCH
        "torch",
#endif
    ];

    public string Name => name;

    /// <summary>Why the tests of a class are skipped; null where they are not.</summary>
    internal static string? Skip(ITestMethod method)
    {
        var about = method.TestClass.Class.GetCustomAttributes(typeof(EngineAttribute)).SingleOrDefault();
        if (about is null) return null;
        var engine = (string)about.GetConstructorArguments().Single();
        if (!BuiltIn.Contains(engine)) return $"the engine {engine} is not built in (-p:Engines=full)";
        if (engine == Engine.Torch && AttentionEngine.Problem("cpu", AttentionEngine.Precisions[0]) is { } unloaded) return unloaded;
        return null;
    }
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
        EngineAttribute.Skip(testMethod) is not null
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

/// <summary>A contract test, skipped where its class is about an engine that is not built in.</summary>
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
    protected override string? GetSkipReason(IAttributeInfo factAttribute) => base.GetSkipReason(factAttribute) ?? EngineAttribute.Skip(TestMethod);
}
