using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Economy.Tests.Architecture;

/// <summary>What a tick does follows from its rules and its board; the scenario is for whoever sets the world up.</summary>
public sealed class StepTests
{
    [Fact]
    public void Nothing_that_runs_in_a_tick_reads_the_scenario()
    {
        var world = FolderArrows.Compile("Economy.World");
        Assert.Empty(Uses(world, "Economy.World.WorldModel", "Scenario").Where(name => !SetsUp(name, "WorldModel", "Rules")).Select(Where));
        Assert.Empty(Uses(world, "Economy.World.Boards.Rules", "Of").Where(name => !SetsUp(name, "Rules", "Board")).Select(Where));
        Assert.Empty(Uses(world, "Economy.World.Boards.Board", "First").Where(name => !SetsUp(name)).Select(Where));
        Assert.Contains(Uses(world, "Economy.World.WorldModel", "Scenario"), name => Where(name).StartsWith(Path.Combine("Boards", "Rules.cs"), StringComparison.Ordinal));
    }

    /// <summary>Every place where a member is used.</summary>
    private static IEnumerable<SyntaxNode> Uses(Compilation world, string type, string member)
    {
        var asked = world.GetTypeByMetadataName(type)!.GetMembers(member).Single();
        return from tree in world.SyntaxTrees
               let model = world.GetSemanticModel(tree)
               from name in tree.GetRoot().DescendantNodes().OfType<IdentifierNameSyntax>()
               where name.Identifier.Text == member && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name).Symbol, asked)
               select (SyntaxNode)name;
    }

    private static string Where(SyntaxNode node) => $"{node.SyntaxTree.FilePath}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";

    /// <summary>Whether code runs before the first tick: in a constructor, in what a field or a property begins with, or in types whose business it is.</summary>
    private static bool SetsUp(SyntaxNode node, params string[] own)
    {
        foreach (var around in node.Ancestors())
        {
            switch (around)
            {
                case LambdaExpressionSyntax: return false; // It may run at any time.
                case ConstructorDeclarationSyntax or EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } or PropertyDeclarationSyntax }: return true;
                case TypeDeclarationSyntax type: return own.Contains(type.Identifier.Text);
            }
        }

        return false;
    }
}
