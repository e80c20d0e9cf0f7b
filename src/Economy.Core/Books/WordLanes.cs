using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Economy.Core.Books;

/// <summary>Words of 32 bits side by side, one a lane of a vector; sums wrap.</summary>
internal interface IWordLanes<T> : IAdditionOperators<T, T, T>, IBitwiseOperators<T, T, T>
    where T : IWordLanes<T>
{
    /// <summary>How many.</summary>
    static abstract int Lanes { get; }

    /// <summary>The same word in each lane.</summary>
    static abstract T All(uint word);

    /// <summary>Each turned right.</summary>
    T Rotated([ConstantExpected] byte right);

    /// <summary>Each shifted right, zeros coming in.</summary>
    T Shifted([ConstantExpected] byte right);
}

/// <summary>In 256 bits.</summary>
internal readonly struct EightWords(Vector256<uint> words) : IWordLanes<EightWords>
{
    private readonly Vector256<uint> words = words;

    public static int Lanes => 8;

    public static EightWords All(uint word) => new(Vector256.Create(word));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public EightWords Rotated([ConstantExpected] byte right) =>
        new(Avx512F.VL.IsSupported ? Avx512F.VL.RotateRight(words, right) : words >>> right | words << 32 - right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public EightWords Shifted([ConstantExpected] byte right) => new(words >>> right);

    public static EightWords operator +(EightWords x, EightWords y) => new(x.words + y.words);

    public static EightWords operator &(EightWords x, EightWords y) => new(x.words & y.words);

    public static EightWords operator |(EightWords x, EightWords y) => new(x.words | y.words);

    public static EightWords operator ^(EightWords x, EightWords y) => new(x.words ^ y.words);

    public static EightWords operator ~(EightWords x) => new(~x.words);
}

/// <summary>In 512 bits.</summary>
internal readonly struct SixteenWords(Vector512<uint> words) : IWordLanes<SixteenWords>
{
    private readonly Vector512<uint> words = words;

    public static int Lanes => 16;

    public static SixteenWords All(uint word) => new(Vector512.Create(word));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SixteenWords Rotated([ConstantExpected] byte right) =>
        new(Avx512F.IsSupported ? Avx512F.RotateRight(words, right) : words >>> right | words << 32 - right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SixteenWords Shifted([ConstantExpected] byte right) => new(words >>> right);

    public static SixteenWords operator +(SixteenWords x, SixteenWords y) => new(x.words + y.words);

    public static SixteenWords operator &(SixteenWords x, SixteenWords y) => new(x.words & y.words);

    public static SixteenWords operator |(SixteenWords x, SixteenWords y) => new(x.words | y.words);

    public static SixteenWords operator ^(SixteenWords x, SixteenWords y) => new(x.words ^ y.words);

    public static SixteenWords operator ~(SixteenWords x) => new(~x.words);
}
