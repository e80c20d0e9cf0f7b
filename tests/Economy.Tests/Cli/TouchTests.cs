using System.Net;
using System.Text.Json;
using Economy.Reporting;
using Economy.Scenarios;

namespace Economy.Tests.Cli;

/// <summary>A run that is touched while it goes on is, from its folder, the same run again.</summary>
public sealed class TouchTests : TouchedRuns
{
    [LinuxFact]
    public async Task What_is_changed_by_hand_is_in_the_calendar_and_the_run_from_its_folder_has_the_same_digests()
    {
        using var run = Start("--ticks", "12");
        var page = await PageAsync(run);
        await TouchAsync(page, new { @do = "set", key = Tax, value = "0.5" });
        await TouchAsync(page, new { @do = "set", key = Tax, value = "0.2" }); // The last word in a tick counts.
        await TouchAsync(page, new { @do = "set", key = Fee, value = "33" });
        await StepAsync(page, 4);
        await TouchAsync(page, new { @do = "set", key = Tax, value = "0.4" });
        await TouchAsync(page, new { @do = "set", key = Fee, value = "1" });
        await TouchAsync(page, new { @do = "take-back", key = Fee });
        await StepAsync(page, 7);
        await TouchAsync(page, new { @do = "set", key = "pools.T4.capacity.gpu", value = "2" });
        await TouchAsync(page, new { @do = "go" });
        Assert.Equal(0, (await run.EndAsync()).ExitCode);
        await run.LeavesNothingRunningAsync();

        var scenario = ScenarioReader.ReadFile(Folder["runs/touched/scenario.yaml"]).Scenario!;
        Assert.Equal([(1, Tax, "0.2"), (1, Fee, "33"), (5, Tax, "0.4"), (12, "pools.T4.capacity.gpu", "2")],
            scenario.Calendar!.Cast<Economy.World.Interventions.SetKey>().Select(e => (e.At, e.Key, e.To)));
        await IsTheSameAgainAsync("touched");
    }

    [LinuxFact]
    public async Task What_cannot_be_is_refused_with_its_reason_and_changes_nothing()
    {
        using var run = Start("--ticks", "3");
        var page = await PageAsync(run);
        async Task Refused(object asked, string reason)
        {
            using var answer = await PostAsync(new Uri(page, "touch"), asked);
            Assert.True(answer.StatusCode is HttpStatusCode.UnprocessableContent or HttpStatusCode.BadRequest, answer.StatusCode.ToString());
            var said = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("problem").GetString();
            Assert.Contains(reason, said, StringComparison.Ordinal);
        }

        await Refused(new { @do = "set", key = Tax, value = "11" }, "it goes from 0 to 10");
        await Refused(new { @do = "set", key = Tax, value = "much" }, "cannot be 'much'");
        await Refused(new { @do = "set", key = "seed", value = "2" }, "is no key of this scenario that may change");
        await Refused(new { @do = "set", key = Tax }, "this page knows");
        await Refused(new { @do = "step", number = 0 }, "this page knows");
        await Refused(new { @do = "fly" }, "this page knows");
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(new Uri(page, "data"), new { })).StatusCode);
        await TouchAsync(page, new { @do = "go" });
        Assert.Equal(0, (await run.EndAsync()).ExitCode);
        Assert.DoesNotContain("calendar:", File.ReadAllText(Folder["runs/touched/scenario.yaml"]), StringComparison.Ordinal);
    }

    [LinuxFact]
    public async Task A_paused_run_that_is_interrupted_ends_in_order_and_goes_on_with_what_was_changed()
    {
        using (var run = Start("--ticks", "10", "--checkpoint-every", "100"))
        {
            var page = await PageAsync(run);
            await TouchAsync(page, new { @do = "set", key = Tax, value = "0.3" });
            await StepAsync(page, 3);
            await TouchAsync(page, new { @do = "set", key = Fee, value = "40" });
            await StepAsync(page, 2);
            run.CtrlC();
            var ended = await run.EndAsync();
            Assert.True(ended.ExitCode == 130, ended.ToString());
            await run.LeavesNothingRunningAsync();
        }

        var resumed = await EconomyProcess.RunAsync(Folder.Path, ["resume", "runs/touched", "--quiet"]);
        Assert.True(resumed.ExitCode == 0, resumed.ToString());
        Assert.Equal(2, ScenarioReader.ReadFile(Folder["runs/touched/scenario.yaml"]).Scenario!.Calendar!.Count);
        await IsTheSameAgainAsync("touched");
    }

    [LinuxFact]
    public async Task A_run_killed_after_a_change_has_it_in_its_checkpoint_though_no_other_was_due()
    {
        using (var run = Start("--ticks", "10", "--checkpoint-every", "100"))
        {
            var page = await PageAsync(run);
            await StepAsync(page, 2);
            await TouchAsync(page, new { @do = "set", key = Tax, value = "0.3" });
            await StepAsync(page, 3);
            run.Kill();
            await run.EndAsync();
        }

        var resumed = await EconomyProcess.RunAsync(Folder.Path, ["resume", "runs/touched", "--quiet"]);
        Assert.True(resumed.ExitCode == 0, resumed.ToString());
        Assert.Equal(3, Assert.Single(ScenarioReader.ReadFile(Folder["runs/touched/scenario.yaml"]).Scenario!.Calendar!).At);
        await IsTheSameAgainAsync("touched");
    }

    [LinuxFact]
    public async Task A_paused_run_without_checkpoints_that_is_interrupted_keeps_what_was_done_of_it()
    {
        using var run = Start("--ticks", "10");
        var page = await PageAsync(run);
        await TouchAsync(page, new { @do = "set", key = Tax, value = "0.3" });
        await StepAsync(page, 4);
        run.CtrlC();
        Assert.Equal(130, (await run.EndAsync()).ExitCode);
        Assert.Equal(4, RunManifest.Read(Folder["runs/touched.cut"]).Ticks);
        var verified = await EconomyProcess.RunAsync(Folder.Path, ["verify", "runs/touched.cut"]);
        Assert.True(verified.ExitCode == 0, verified.ToString());
    }

    [LinuxFact]
    public async Task Another_run_is_shown_beside_it_while_both_grow_and_to_the_end()
    {
        using var other = Start("--name", "other", "--ticks", "6");
        var otherPage = await PageAsync(other);
        await StepAsync(otherPage, 3);
        using var run = Start("--ticks", "4", "--beside", "runs/other");
        var page = await PageAsync(run);
        Assert.Equal("other", (await GetAsync(page, "catalogue")).GetProperty("beside").GetString());
        await TouchAsync(otherPage, new { @do = "go" });
        Assert.Equal(0, (await other.EndAsync()).ExitCode);
        await StepAsync(page, 2);
        var state = await GetAsync(page, "state");
        Assert.Equal(6, state.GetProperty("beside").GetProperty("tick").GetInt32());
        var chart = (await GetAsync(page, "charts?ticks.money_supply_minor&markets.price_minor&trades.price_minor"))[0];
        double[] Curve(string of) =>
            [.. chart.GetProperty(of).GetProperty("series")[0].GetProperty("curve").EnumerateArray().Select(y => y.GetDouble())];
        Assert.Equal(7, Curve("beside").Length);
        Assert.Equal(Curve("beside")[..3], Curve("run")); // Nothing was changed in either.
        run.CtrlC();
        await run.EndAsync();
    }
}
