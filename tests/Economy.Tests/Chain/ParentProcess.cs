using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Economy.Chain.Nodes;

namespace Economy.Tests.Chain;

/// <summary>This test assembly once more, as a process that starts a node, prints the node's process id and waits to be killed.</summary>
internal static class ParentProcess
{
    private const string Switch = "ECONOMY_TEST_PARENT";

    public static Process Start()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(typeof(ParentProcess).Assembly.Location);
        start.Environment[Switch] = "1";
        return Process.Start(start)!;
    }

#pragma warning disable CA2255 // The test assembly is the application here.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void RunAsParent()
    {
        if (Environment.GetEnvironmentVariable(Switch) is null) return;
        Environment.SetEnvironmentVariable(Switch, null);
        var node = ChainNode.StartHardhatAsync(HardhatFixture.Toolchain().GetAwaiter().GetResult()).GetAwaiter().GetResult();
        Console.WriteLine(node.ProcessId!.Value.ToString(CultureInfo.InvariantCulture));
        Thread.Sleep(Timeout.Infinite);
    }
}
