using System.Numerics;

namespace Economy.Chain.Signing;

/// <summary>A point (X/Z², Y/Z³) of y² = x³ + 7 over the field of <see cref="Secp256k1"/>; at infinity where Z is 0.</summary>
internal readonly record struct JacobianPoint(BigInteger X, BigInteger Y, BigInteger Z)
{
    public static JacobianPoint Infinity => new(BigInteger.One, BigInteger.One, BigInteger.Zero);

    private static BigInteger P => Secp256k1.Prime;

    /// <summary>The sum (Explicit-Formulas Database, add-2007-bl and dbl-2009-l).</summary>
    public JacobianPoint Plus(in JacobianPoint other)
    {
        if (Z.IsZero) return other;
        if (other.Z.IsZero) return this;
        var (z1, z2) = (Mod(Z * Z), Mod(other.Z * other.Z));
        var (u1, u2) = (Mod(X * z2), Mod(other.X * z1));
        var (s1, s2) = (Mod(Y * other.Z * z2), Mod(other.Y * Z * z1));
        if (u1 == u2) return s1 == s2 ? Doubled() : Infinity;
        var h = u2 - u1;
        var i = Mod(4 * h * h);
        var j = Mod(h * i);
        var r = 2 * (s2 - s1);
        var v = Mod(u1 * i);
        var x = Mod(r * r - j - 2 * v);
        return new JacobianPoint(x, Mod(r * (v - x) - 2 * s1 * j), Mod(2 * Z * other.Z * h));
    }

    public (BigInteger X, BigInteger Y) ToAffine()
    {
        var inverse = BigInteger.ModPow(Z, P - 2, P);
        var square = Mod(inverse * inverse);
        return (Mod(X * square), Mod(Y * square * inverse));
    }

    private JacobianPoint Doubled()
    {
        var (a, b) = (Mod(X * X), Mod(Y * Y));
        var c = Mod(b * b);
        var d = Mod(2 * ((X + b) * (X + b) - a - c));
        var e = 3 * a;
        var x = Mod(e * e - 2 * d);
        return new JacobianPoint(x, Mod(e * (d - x) - 8 * c), Mod(2 * Y * Z));
    }

    private static BigInteger Mod(BigInteger value)
    {
        var rest = value % P;
        return rest.Sign < 0 ? rest + P : rest;
    }
}
