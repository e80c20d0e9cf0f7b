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
#if NETHEREUM
        "nethereum",
#endif
    ];

    public string Name => name;
}

/// <summary>A test of what every implementation of a seam must do.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Economy.Tests.Engines.ContractFactDiscoverer", "Economy.Tests")]
public sealed class ContractFactAttribute : FactAttribute;

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
    protected override string? GetSkipReason(IAttributeInfo factAttribute)
    {
        var engine = TestMethod.TestClass.Class.GetCustomAttributes(typeof(EngineAttribute)).SingleOrDefault()?.GetConstructorArguments().Single() as string;
        return engine is null || EngineAttribute.BuiltIn.Contains(engine) ? base.GetSkipReason(factAttribute) : $"the engine {engine} is not built in (-p:Engines=full)";
    }
}
