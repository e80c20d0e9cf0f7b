using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Economy.Learning.Native;

/// <summary>The <c>dotnet</c> of the SDK, as a child process.</summary>
internal static class DotnetTool
{
    // Said to a process that runs under a build or a test; a build of its own is to find its own.
    private static readonly string[] OfAnotherBuild = ["MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBUILD_EXE_PATH",
        "MSBuildLoadMicrosoftTargetsReadOnly", "DOTNET_CLI_CONTEXT_VERBOSE"];

    /// <summary>Runs it to its end; a cancelled one is killed with its children.</summary>
    /// <param name="remedy">What to do where there is none.</param>
    /// <returns>Its exit code, and what it said.</returns>
    /// <exception cref="LibtorchException">There is none.</exception>
    public static async Task<(int ExitCode, string Output)> RunAsync(string[] arguments, string folder, string remedy,
        CancellationToken cancel)
    {
        var start = new ProcessStartInfo(Path(), arguments) { WorkingDirectory = folder, RedirectStandardOutput = true,
            RedirectStandardError = true, UseShellExecute = false };
        foreach (var name in OfAnotherBuild) start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new LibtorchException("There is no dotnet SDK here to fetch libtorch with.", $"Install the .NET 10 SDK. Or: {remedy}",
                missing);
        }

        using (process)
        {
            try
            {
                var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancel), process.StandardError.ReadToEndAsync(cancel));
                await process.WaitForExitAsync(cancel).ConfigureAwait(false);
                return (process.ExitCode, (await output.ConfigureAwait(false) + await errors.ConfigureAwait(false)).Trim());
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
                throw;
            }
        }
    }

    /// <summary>That beside the runtime in use where it has an SDK, else the one on the search path.</summary>
    private static string Path()
    {
        var root = System.IO.Path.GetFullPath(System.IO.Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        var own = System.IO.Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        return File.Exists(own) && Directory.Exists(System.IO.Path.Combine(root, "sdk")) ? own : "dotnet";
    }
}
