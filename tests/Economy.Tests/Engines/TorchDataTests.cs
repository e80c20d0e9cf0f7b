using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Economy.Learning;
using TorchSharp;

namespace Economy.Tests.Engines;

/// <summary>Numbers brought to a device.</summary>
[NeedsLibtorch]
[Collection("torch")] // One at a time: tensors are counted.
public sealed class TorchDataTests
{
    /// <summary>
    /// Arrays of .NET lie at multiples of 8 bytes, torch's own memory at multiples of 64: products of operands that lie elsewhere at every
    /// call may round otherwise at every call (Intel MKL, Conditional Numerical Reproducibility).
    /// </summary>
    [ContractFact]
    public void Numbers_lie_in_memory_of_torch()
    {
        using var scope = torch.NewDisposeScope();
        foreach (var type in (torch.ScalarType[])[torch.ScalarType.Float64, torch.ScalarType.Float32])
            Assert.All(Enumerable.Range(1, 40), length => Assert.Equal(0, Address(TorchData.Put(new double[length], 1, type, TorchDevices.Of("cpu"))) % 64));
    }

    private static nint Address(torch.Tensor tensor) =>
        Unsafe.ByteOffset(ref Unsafe.NullRef<byte>(), ref MemoryMarshal.GetReference(tensor.bytes));
}
