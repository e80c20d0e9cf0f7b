using System.Security.Cryptography;
using Economy.Core.Books;
using FsCheck;
using FsCheck.Fluent;

namespace Economy.Tests.Core.Books;

public sealed class MerkleTreeLaws
{
    [Fact]
    public void Every_leaf_is_proved_and_no_other() => Prop.ForAll<byte[][]>(leaves =>
    {
        if (leaves.Length == 0) return;
        var tree = Of(leaves);
        for (var i = 0; i < leaves.Length; i++)
        {
            var proof = tree.Prove(i);
            Assert.Equal(tree.Root(), proof.RootOf(Preimage(leaves[i])));
            Assert.NotEqual(tree.Root(), proof.RootOf([.. Preimage(leaves[i]), 1]));
            if (proof.Siblings.Count > 0) Assert.NotEqual(tree.Root(), (proof with { Siblings = [.. proof.Siblings.Skip(1)] }).RootOf(Preimage(leaves[i])));
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_root_is_that_of_RFC_6962() => Prop.ForAll<byte[][]>(leaves =>
        Assert.Equal(new Hash32(Recursive(leaves)), Of(leaves).Root())).QuickCheckThrowOnFailure();

    /// <summary>MTH of RFC 6962, section 2.1, by its recursive definition.</summary>
    private static byte[] Recursive(ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.IsEmpty) return SHA256.HashData([]);
        if (leaves.Length == 1) return SHA256.HashData(Preimage(leaves[0]));
        var half = 1;
        while (half * 2 < leaves.Length) half *= 2;
        return SHA256.HashData([1, .. Recursive(leaves[..half]), .. Recursive(leaves[half..])]);
    }

    private static MerkleTree Of(byte[][] leaves)
    {
        var tree = new MerkleTree(leaves.Length);
        for (var i = 0; i < leaves.Length; i++) tree.SetLeaf(i, Preimage(leaves[i]));
        return tree;
    }

    private static byte[] Preimage(byte[] content) => [0, .. content];
}
