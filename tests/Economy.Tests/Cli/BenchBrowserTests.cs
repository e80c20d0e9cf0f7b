using Economy.Reporting;
using Economy.Scenarios;
using Economy.Tests.Reporting;
using Economy.World.Interventions;
using Microsoft.Playwright;

namespace Economy.Tests.Cli;

/// <summary>The page is touched in a real browser: Chromium, driven by Playwright. BENCH_PAGES names a folder for pictures of it.</summary>
public sealed class BenchBrowserTests : IDisposable
{
    private const string Announced = "watch the run at ";
    private readonly TemporaryFolder folder = new();

    public BenchBrowserTests() => Assertions.SetDefaultExpectTimeout(60_000);

    public void Dispose() => folder.Dispose();

    [ChromiumFact]
    public async Task A_slider_that_is_dragged_is_in_the_calendar_and_the_run_from_its_folder_has_the_same_digest()
    {
        using var run = EconomyProcess.Start(folder.Path, ["run", EconomyProcess.Small, "--ticks", "40", "--name", "touched", "--dashboard", "--paused"]);
        await run.SeeAsync(Announced);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = ChromiumFactAttribute.Program, Args = ["--no-sandbox"] });
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1440, Height = 1000 } });
        var errors = new List<string>();
        page.PageError += (_, error) => errors.Add(error);
        page.Console += (_, said) => { if (said.Type == "error" && !said.Text.Contains("422", StringComparison.Ordinal)) errors.Add(said.Text); };
        await page.GotoAsync(run.Seen[^1][Announced.Length..]);
        await page.WaitForSelectorAsync("html[data-ready]");
        await Assertions.Expect(page.Locator("#phase")).ToHaveTextAsync("paused");

        await DragAsync(page, "money.transactionTax", 0.3f);
        await Assertions.Expect(page.Locator(".row.waits .fate")).ToContainTextAsync("from tick 1 on");
        await StepAsync(page, 5);
        await Assertions.Expect(page.Locator("#log li")).ToContainTextAsync(["tick 1: money.transactionTax"]);
        await DragAsync(page, "money.transactionTax", 0.8f);
        await page.Locator("#find").FillAsync("arena fee");
        var fee = page.Locator("[aria-label='subsystems.arena.fee, exactly']");
        await fee.FillAsync("48.5");
        await fee.PressAsync("Tab");
        await page.Locator("#find").FillAsync("");
        await StepAsync(page, 10);
        await Assertions.Expect(page.Locator("#log li")).ToHaveCountAsync(3);
        var tax = page.Locator("[aria-label='money.transactionTax, exactly']");
        await tax.FillAsync("99");
        await tax.PressAsync("Tab");
        await Assertions.Expect(page.Locator("#problem")).ToContainTextAsync("it goes from 0 to 10");
        await page.Locator("#table").SelectOptionAsync("trades");
        await page.Locator("#column").SelectOptionAsync("price_minor");
        await page.Locator("#add").ClickAsync();
        await Assertions.Expect(page.Locator("figure[data-chart='trades.price_minor'] svg path").First).ToBeAttachedAsync();
        await PictureAsync(page, "paused");

        await page.Locator("#go").ClickAsync();
        await page.WaitForSelectorAsync("html[data-ended]", new() { Timeout = 120_000 });
        await PictureAsync(page, "ended");
        Assert.Empty(errors);
        Assert.Equal(0, (await run.EndAsync()).ExitCode);

        var calendar = ScenarioReader.ReadFile(folder["runs/touched/scenario.yaml"]).Scenario!.Calendar!.Cast<SetKey>().ToList();
        Assert.Equal([(1, "money.transactionTax"), (6, "money.transactionTax"), (6, "subsystems.arena.fee")], calendar.Select(e => (e.At, e.Key)));
        Assert.NotEqual(calendar[0].To, calendar[1].To);
        Assert.Equal("48.5", calendar[2].To);
        var again = await EconomyProcess.RunAsync(folder.Path, ["run", "runs/touched/scenario.yaml", "--name", "again", "--quiet"]);
        Assert.True(again.ExitCode == 0, again.ToString());
        Assert.Equal(RunManifest.Read(folder["runs/touched"]).EconomyDigest, RunManifest.Read(folder["runs/again"]).EconomyDigest);
    }

    [ChromiumFact]
    public async Task Two_browsers_see_the_same_run_and_what_either_does_with_it()
    {
        using var run = EconomyProcess.Start(folder.Path, ["run", EconomyProcess.Small, "--ticks", "5000", "--name", "shared", "--dashboard", "--paused"]);
        await run.SeeAsync(Announced);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = ChromiumFactAttribute.Program, Args = ["--no-sandbox"] });
        var (one, two) = (await OpenAsync(browser, run), await OpenAsync(browser, run));
        await DragAsync(one, "money.transactionTax", 0.5f);
        await Assertions.Expect(two.Locator(".row.waits .fate")).ToContainTextAsync("from tick 1 on");
        await two.Locator(".row.waits .fate button").ClickAsync(); // Take back.
        await Assertions.Expect(one.Locator(".row.waits")).ToHaveCountAsync(0);
        await StepAsync(two, 2);
        await Assertions.Expect(one.Locator("#tick")).ToHaveTextAsync("2");
        await one.Locator("#pace").SelectOptionAsync("2");
        await one.Locator("#go").ClickAsync();
        await Assertions.Expect(two.Locator("#phase")).ToHaveTextAsync("running");
        await Assertions.Expect(two.Locator("#pace")).ToHaveValueAsync("2");
        await two.Locator("#go").ClickAsync();
        await Assertions.Expect(one.Locator("#phase")).ToHaveTextAsync("paused");
        run.CtrlC();
        Assert.Equal(130, (await run.EndAsync()).ExitCode);
        await Assertions.Expect(one.Locator("#bench")).ToContainTextAsync("has ended or was stopped");
    }

    private static async Task<IPage> OpenAsync(IBrowser browser, EconomyProcess run)
    {
        var page = await browser.NewPageAsync();
        await page.GotoAsync(run.Seen.Single(l => l.StartsWith(Announced, StringComparison.Ordinal))[Announced.Length..]);
        await page.WaitForSelectorAsync("html[data-ready]");
        return page;
    }

    /// <summary>Takes hold of a slider where it is and drags it to a part of its way, with the mouse.</summary>
    private static async Task DragAsync(IPage page, string key, float part)
    {
        var slider = page.Locator($"input[type=range][data-key='{key}']");
        await slider.ScrollIntoViewIfNeededAsync();
        var box = (await slider.BoundingBoxAsync())!;
        var at = await slider.EvaluateAsync<float>("s => (s.value - s.min) / (s.max - s.min)");
        var y = box.Y + box.Height / 2;
        await page.Mouse.MoveAsync(box.X + 8 + (box.Width - 16) * at, y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + 8 + (box.Width - 16) * part, y, new() { Steps = 8 });
        await page.Mouse.UpAsync();
    }

    private static async Task StepAsync(IPage page, int ticks)
    {
        var wanted = int.Parse(await page.Locator("#tick").InnerTextAsync(), System.Globalization.CultureInfo.InvariantCulture) + ticks;
        await page.Locator("#many").FillAsync($"{ticks}");
        await page.Locator("#step").ClickAsync();
        await Assertions.Expect(page.Locator("#tick")).ToHaveTextAsync($"{wanted}");
        await Assertions.Expect(page.Locator("#phase")).ToHaveTextAsync("paused");
    }

    private static async Task PictureAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("BENCH_PAGES") is not { } pages) return;
        foreach (var width in (int[])[1440, 900, 420])
        {
            await page.SetViewportSizeAsync(width, 1000);
            await page.ScreenshotAsync(new() { Path = Path.Combine(pages, $"{name}-{width}.png"), FullPage = width < 1440 });
        }

        await page.SetViewportSizeAsync(1440, 1000);
    }
}
