using Economy.Attention.Model;

namespace Economy.Tests.Attention.Model;

public class ExplanationLaws
{
    public static TheoryData<string, int, int> Forms => Samples.Forms();

    [Theory, MemberData(nameof(Forms))]
    public void Contributions_sum_to_the_logit_head_by_head(string form, int tokens, int width)
    {
        Features features = Samples.Round(1, 40, 4);
        AttentionModel model = Samples.Model(form, tokens, width, features);
        foreach (ref double v in model.Parameters.Values.AsSpan()) v *= 3.0;
        AttentionScores scores = model.Bind(features);
        var logits = new double[4 * 40];
        scores.Logits(0, 40, logits, 40);
        for (int i = 0; i < 40; i += 3)
        {
            Explanation explanation = Explanation.Of(scores, i, i % 4);
            Assert.Equal(logits[i % 4 * 40 + i], explanation.Logit, 1e-9);
            double sum = explanation.Baseline;
            for (int f = 0; f < 5; f++) sum += explanation.OfTask(f);
            for (int g = 0; g < 4; g++) sum += explanation.OfPool(g);
            Assert.True(Math.Abs(sum - explanation.Logit) <= 1e-6 * Math.Max(1.0, Math.Abs(explanation.Logit)), $"{sum} against {explanation.Logit}");
            Assert.All(explanation.Heads, h => Assert.Equal(h.Logit, h.Baseline + h.Task.Sum() + h.Pool.Sum(), 1e-6));
            Assert.Equal(0.0, explanation.OfTask(4));
        }
    }

    /// <summary>
    /// Of a head that is a product of both sides the explanation of a feature is what the logit loses without it, the mean of the two ways to
    /// drop it (the derivation stands at <see cref="ExplainedPair"/>): 1e-12 of the logit's parts. So it is head by head; the other forms need
    /// not keep it.
    /// </summary>
    [Theory]
    [InlineData("dot-product")]
    [InlineData("biased")]
    public void Dropping_a_feature_takes_from_a_product_what_is_explained_of_it(string form)
    {
        Features features = Samples.Round(3, 40, 4);
        AttentionModel model = Samples.Model(form, 0, 3, features);
        foreach (ref double v in model.Parameters.Values.AsSpan()) v *= 3.0;
        AttentionScores scores = model.Bind(features);
        for (int i = 0; i < 40; i += 3)
        {
            ExplainedPair pair = ExplainedPair.Of(scores, i, i % 4);
            Assert.True(pair.Heads.Count > 1);
            foreach (var (head, drop) in pair.Heads.Zip(pair.Dropped))
            {
                Assert.All(head.Task.Zip(drop.Task), p => Assert.Equal(p.First, p.Second, 1e-12));
                Assert.All(head.Pool.Zip(drop.Pool), p => Assert.Equal(p.First, p.Second, 1e-12));
                Assert.Contains(drop.Task, d => Math.Abs(d) > 0.01);
            }
        }
    }

    /// <summary>x̂_f·(M ŷ)_f/2 and the like, by hand.</summary>
    [Fact]
    public void A_dot_product_is_explained_exactly()
    {
        Features features = Samples.Round(2, 30, 3);
        AttentionModel model = Samples.Model("dot-product", 0, 2, features, heads: 1);
        HeadExplanation head = Explanation.Of(model.Bind(features), 5, 1).Heads[0];
        double[] x = new double[6], y = new double[5];
        model.TaskScale.Apply(features.TaskRow(5), x);
        model.PoolScale.Apply(features.PoolRow(1), y);
        double Bilinear(int f, int g) => model.Parameters["head.weight"][0] / Math.Sqrt(2)
            * Enumerable.Range(0, 2).Sum(r => model.Parameters["query"][r * 6 + f] * model.Parameters["key"][r * 5 + g]);
        for (int f = 0; f < 5; f++)
            Assert.Equal(x[f] * (Bilinear(f, 4) + 0.5 * Enumerable.Range(0, 4).Sum(g => Bilinear(f, g) * y[g])), head.Task[f], 1e-12);
        for (int g = 0; g < 4; g++)
            Assert.Equal(y[g] * (Bilinear(5, g) + 0.5 * Enumerable.Range(0, 5).Sum(f => Bilinear(f, g) * x[f])), head.Pool[g], 1e-12);
        Assert.Equal(Bilinear(5, 4), head.Baseline, 1e-12);
    }
}
