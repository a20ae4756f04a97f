using System.Diagnostics;
using Xunit.Abstractions;

namespace Helpdesk.Host.Tests.Samples;

/// <summary>
/// Rows G1, G3, G4: what docs/plugins.md tells a developer to type works, and so do the samples, with nothing but the packages.
/// The limits of time are left out here: beside other tests they would say nothing. <c>samples/tutorial</c> alone keeps them.
/// </summary>
[Trait("Kind", "long")]
public sealed class TutorialTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    [SkippableFact]
    public async Task The_commands_of_the_guide_lead_to_a_plugin_that_runs_and_the_samples_pass_their_tests()
    {
        if (!File.Exists("/bin/bash") || !(File.Exists("/usr/bin/curl") || File.Exists("/bin/curl")))
        {
            Required.Missing("The guide's commands are for bash and curl, which are not both here.");
            return;
        }

        var start = new ProcessStartInfo("/bin/bash", [Path.Combine(Repository.Folder, "samples", "tutorial"), "--slow"]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        // Of the test run around it; the inner ones are their own.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase) || name is "ASPNETCORE_ENVIRONMENT").ToList())
        {
            start.Environment.Remove(name);
        }

        using var tutorial = System.Diagnostics.Process.Start(start)!;
        var said = tutorial.StandardOutput.ReadToEndAsync();
        var complained = tutorial.StandardError.ReadToEndAsync();
        try
        {
            await tutorial.WaitForExitAsync().WaitAsync(Limit);
        }
        catch (TimeoutException)
        {
            tutorial.Kill(entireProcessTree: true);
            throw;
        }

        output.WriteLine(await said);
        tutorial.ExitCode.Should().Be(0, "{0}\n{1}", await said, await complained);
    }
}
