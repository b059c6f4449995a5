using LatentSim.Analysis;

namespace Analysis.Tests;

public sealed class TransitionOperatorTests
{
    /// <summary>x' = rho x + sqrt(1 - rho^2) xi has the eigenvalues rho^k and the stationary density N(0, 1).</summary>
    [Theory]
    [InlineData(0.9)]
    [InlineData(0.5)]
    public void TheGaussianAutoregressionHasItsKnownSpectrum(double rho)
    {
        TransitionOperator autoregression = Autoregression(rho, width: 0.025);
        double[] values = autoregression.Eigenvalues(4);
        for (int k = 0; k < 4; k++)
            Assert.Equal(Math.Pow(rho, k), values[k], 2e-4);
        double[] timescales = autoregression.ImpliedTimescales(2, lagTime: 10);
        Assert.Equal(-10 / Math.Log(rho), timescales[0], 0.02 * timescales[0]);

        for (int i = 0; i < autoregression.Cells; i += 40)
        {
            double x = autoregression.Center(i);
            Assert.Equal(Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI) * autoregression.Width, autoregression.Stationary[i], 1e-5);
        }

        Assert.Equal(1, autoregression.Stationary.Sum(), 1e-12);
    }

    [Fact]
    public void ThePowerHasThePowersOfTheEigenvalues() =>
        Assert.Equal(Math.Pow(0.9, 7), Autoregression(0.9, width: 0.05).Power(7).Eigenvalues(2)[1], 1e-3);

    /// <summary>Two narrow wells that exchange with probability a one way and b the other: l_1 = 1 - a - b, pi = b : a.</summary>
    [Fact]
    public void AMixtureOfTwoWellsIsATwoStateChain()
    {
        const double a = 0.02, b = 0.05;
        TransitionOperator wells = TransitionOperator.Of(
            x => x < 0.5
                ? [new WeightedGaussian(1 - a, 0.25, 0.03), new WeightedGaussian(a, 0.75, 0.03)]
                : [new WeightedGaussian(b, 0.25, 0.03), new WeightedGaussian(1 - b, 0.75, 0.03)],
            0, 0.01, 100);
        double[] values = wells.Eigenvalues(3);
        Assert.Equal(1, values[0], 1e-10);
        Assert.Equal(1 - a - b, values[1], 1e-9);
        Assert.Equal(0, values[2], 1e-9);
        Assert.Equal(b / (a + b), wells.Stationary.Take(50).Sum(), 1e-9);
    }

    [Fact]
    public void WhatStepsOutsideLandsInTheOutermostCells()
    {
        TransitionOperator all = TransitionOperator.Of(_ => [new WeightedGaussian(1, 0, 1)], -1, 0.5, 4);
        Assert.Equal(0.5 - 0.19146246, all.Probability(2, 0), 1e-7);
        Assert.Equal(0.19146246, all.Probability(2, 1), 1e-7);
        Assert.Equal(0.5 - 0.19146246, all.Probability(2, 3), 1e-7);
    }

    private static TransitionOperator Autoregression(double rho, double width) => TransitionOperator.Of(
        x => [new WeightedGaussian(1, rho * x, Math.Sqrt(1 - (rho * rho)))], -6, width, (int)(12 / width));
}
