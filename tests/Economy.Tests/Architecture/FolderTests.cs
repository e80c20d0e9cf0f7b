using Economy.Tests.Support;

namespace Economy.Tests.Architecture;

/// <summary>Arrows go one way between the folders of a project too. Files at its top, which put the folders together or serve all of them, are free.</summary>
public sealed class FolderTests
{
    public static TheoryData<string> Projects =>
        [.. Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src"), "Economy.*").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_two_folders_of_a_project_need_one_another(string project)
    {
        var all = FolderArrows.Of(project).ToList();
        var arrows = Between(all);
        var circle = arrows.Select(a => a.Key).Order(StringComparer.Ordinal).Select(start => Round(arrows, start)).Where(way => way.Count > 0).MinBy(way => way.Count) ?? [];
        Assert.True(circle.Count == 0, $"{project}: {string.Join("\n  ", circle.Select(a => $"{a.From} needs {a.Name} of {a.To}").Prepend("a circle"))}");
    }

    [Fact]
    public void Arrows_are_found_where_there_are_some() => Assert.Contains(
        new Arrow(Path.Combine("Tick", "Observe", "ObserveStep.cs"), Path.Combine("Interventions", "Calendar.cs"), "Calendar"), FolderArrows.Of("Economy.World"));

    private static ILookup<string, Arrow> Between(IEnumerable<Arrow> arrows) =>
        arrows.Where(a => Folder(a.From) is { } from && Folder(a.To) is { } to && from != to).ToLookup(a => Folder(a.From)!);

    /// <summary>The shortest way from a folder back to itself, an arrow for each step; none where there is no way.</summary>
    private static IReadOnlyList<Arrow> Round(ILookup<string, Arrow> arrows, string start)
    {
        var (reached, ways) = (new HashSet<string>(), new Queue<Arrow[]>([[]]));
        while (ways.TryDequeue(out var way))
        {
            foreach (var next in arrows[way.Length == 0 ? start : Folder(way[^1].To)!].OrderBy(a => a.From, StringComparer.Ordinal))
            {
                if (Folder(next.To) == start) return [.. way, next];
                if (reached.Add(Folder(next.To)!)) ways.Enqueue([.. way, next]);
            }
        }

        return [];
    }

    /// <summary>The folder of a file; null at the top of the project.</summary>
    private static string? Folder(string file) => file.Split(Path.DirectorySeparatorChar) is [var folder, _, ..] ? folder : null;
}
