namespace Economy.Experiments;

/// <summary>A study to begin with.</summary>
public static class StudyTemplate
{
    /// <summary>Text of a script with two factors, ten seeds and a plot with bands.</summary>
    /// <param name="name">Name of the study.</param>
    /// <param name="project">Path of the project Economy.Experiments, from the script.</param>
    public static string Text(string name, string project) => $$"""
        // Question  What do a tax on trades and a dearer wealth do to trade and to inequality?
        // Command   dotnet run {{name}}.cs [-- --seeds 10 --threads 2 --out DIR --ticks N --smoke]; Ctrl-C and the same again: it goes on.

        #:project {{project}}

        using Economy.Experiments;

        return await Study.RunAsync("{{name}}", args, async study =>
        {
            var found = study.On("quickstart.yaml", "ticks=48")
                .Vary("money.transactionTax", [0, 0.1, 0.4], name: "tax")
                .Vary("money.wealthTax", [0, 0.001, 0.01])
                .Measure("volume_units_per_tick", "markets.volume_units", across: "sum")
                .Measure("wealth_gini", "ticks.wealth_gini", over: "last")
                .Run();
            found.Differences("tax", 0);
            return await found.PlotAsync("What does a tax on trades do?", "The quickstart economy under two taxes, on the same seeds.",
                found.Panel("Trading volume", "units per tick", "volume_units_per_tick", x: "tax", by: "wealthTax"),
                found.Panel("Inequality against no tax", "change of Gini", "wealth_gini", x: "tax", by: "wealthTax", against: ("tax", 0)));
        }, seeds: 10);

        """;
}
