using Economy.Attention.Numerics;

namespace Economy.World.Randomness;

/// <summary>
/// The inverse of the standard normal distribution function, to about 16 digits.
/// Source: Wichura, "Algorithm AS 241: The percentage points of the normal distribution", Applied Statistics 37(3), 1988, PPND16.
/// </summary>
public static class NormalQuantile
{
    /// <summary>The x below which a standard normal variable falls with probability p in (0, 1).</summary>
    public static double At(double p)
    {
        var q = p - 0.5;
        if (Math.Abs(q) <= 0.425) return Central(q, 0.180625 - q * q);
        var r = Math.Sqrt(-DeterministicMath.Log(q < 0 ? p : 1 - p));
        return Math.CopySign(r <= 5 ? Near(r - 1.6) : Far(r - 5), q);
    }

    private static double Central(double q, double r) =>
        q * (((((((2.50908092873012267270e3 * r + 3.34305755835881281050e4) * r + 6.72657709270087008530e4) * r + 4.59219539315498714570e4)
            * r
            + 1.37316937655094611250e4) * r + 1.97159095030655144270e3) * r + 1.33141667891784377450e2) * r + 3.38713287279636660800e0)
        / (((((((5.22649527885285456100e3 * r + 2.87290857357219426740e4) * r + 3.93078958000927106100e4) * r + 2.12137943015865958670e4)
            * r
            + 5.39419602142475110770e3) * r + 6.87187007492057908300e2) * r + 4.23133307016009112520e1) * r + 1);

    private static double Near(double r) =>
        (((((((7.74545014278341407640e-4 * r + 2.27238449892691845833e-2) * r + 2.41780725177450611770e-1) * r + 1.27045825245236838258e0)
            * r
            + 3.64784832476320460504e0) * r + 5.76949722146069140550e0) * r + 4.63033784615654529590e0) * r + 1.42343711074968357734e0)
        / (((((((1.05075007164441684324e-9 * r + 5.47593808499534494600e-4) * r + 1.51986665636164571966e-2) * r
            + 1.48103976427480074590e-1) * r
            + 6.89767334985100004550e-1) * r + 1.67638483018380384940e0) * r + 2.05319162663775882187e0) * r + 1);

    private static double Far(double r) =>
        (((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r + 1.24266094738807843860e-3) * r + 2.65321895265761230930e-2)
            * r
            + 2.96560571828504891230e-1) * r + 1.78482653991729133580e0) * r + 5.46378491116411436990e0) * r + 6.65790464350110377720e0)
        / (((((((2.04426310338993978564e-15 * r + 1.42151175831644588870e-7) * r + 1.84631831751005468180e-5) * r
            + 7.86869131145613259100e-4) * r
            + 1.48753612908506148525e-2) * r + 1.36929880922735805310e-1) * r + 5.99832206555887937690e-1) * r + 1);
}
