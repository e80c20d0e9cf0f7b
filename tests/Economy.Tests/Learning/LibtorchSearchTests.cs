using Economy.Learning;
using Economy.Learning.Native;
using Economy.Tests.Reporting;

namespace Economy.Tests.Learning;

public sealed class LibtorchSearchTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Without_variables_what_was_fetched_is_found_once_it_is_there()
    {
        Assert.Null(Search().Find());
        Put(LibtorchPackage.Here!.Folder(folder["cache"]), "torch_cpu");
        var found = Search().Find()!;
        Assert.Equal((LibtorchPackage.Version, false), (found.Version, found.HasCuda));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("lib", "")]
    [InlineData("torch/lib", "")]
    [InlineData("torch/lib", "torch/lib")]
    public void A_variable_names_the_folder_of_the_libraries_or_one_above(string libraries, string named)
    {
        Put(folder[Path.Combine("given", libraries)], "torch_cpu", "torch_cuda");
        var found = Search(("ECONOMY_LIBTORCH", folder[Path.Combine("given", named)]), ("LIBTORCH", "/nowhere")).Find()!;
        Assert.Equal((Path.GetFullPath(folder[Path.Combine("given", libraries)]), "ECONOMY_LIBTORCH", true), (found.Folder, found.Source, found.HasCuda));
        Assert.Null(found.Version);
    }

    [Fact]
    public void Versions_are_read_from_a_libtorch_and_a_PyTorch_and_others_are_refused()
    {
        Put(folder["libtorch/lib"], "torch_cpu");
        File.WriteAllText(folder["libtorch/build-version"], "2.10.0+cu128\n");
        Assert.Equal("2.10.0+cu128", Search(("LIBTORCH", folder["libtorch"])).Find()!.Version);
        Put(folder["site/torch/lib"], "torch_cpu");
        File.WriteAllText(folder["site/torch/version.py"], "from typing import Optional\n__all__ = ['__version__']\n__version__ = '2.10.1+cpu'\ndebug = False\n");
        Assert.Equal("2.10.1+cpu", Search(("LIBTORCH", folder["site/torch/lib"])).Find()!.Version);
        File.WriteAllText(folder["site/torch/version.py"], "__version__ = '2.1.0'\n");
        var refused = Assert.Throws<LibtorchException>(() => Search(("LIBTORCH", folder["site"])).Find());
        Assert.Contains("which is version 2.1.0.\n  Set LIBTORCH to", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_variable_that_names_something_else_is_an_error()
    {
        var refused = Assert.Throws<LibtorchException>(() => Search(("ECONOMY_LIBTORCH", folder.Path)).Find());
        Assert.StartsWith($"ECONOMY_LIBTORCH names {folder.Path}, where there is no ", refused.Message, StringComparison.Ordinal);
    }

    private LibtorchSearch Search(params (string Name, string Value)[] variables) =>
        new(folder["cache"], name => variables.FirstOrDefault(v => v.Name == name).Value);

    private static void Put(string folder, params string[] libraries)
    {
        Directory.CreateDirectory(folder);
        foreach (var library in libraries) File.WriteAllText(Path.Combine(folder, LibtorchSearch.LibraryName(library)), "");
    }
}
