using LatentSim.Engine.Experiments;
using LatentSim.Molecules.Particles;

namespace Engine.Tests.Experiments;

/// <summary>What particles do, compared with what Verlet's do.</summary>
public sealed class FluidTests
{
    private const double Interval = 0.2;
    private const double Duration = 25;

    [Fact]
    public void VerletComparesWithItselfAsTheSame()
    {
        FluidProperties verlet = Properties(VerletTrajectory.Truth(TestSystems.Fluid, TestSystems.Triangle, Interval), false);
        AssertSame(FluidComparison.Of(verlet, verlet));
        Assert.Equal(1 + (FluidSampling.LongestLag / Interval), verlet.Velocity.Count, 1e-9);
    }

    [Fact]
    public void WrappedPositionsGiveTheSame()
    {
        FluidProperties verlet = Properties(VerletTrajectory.Truth(TestSystems.Fluid, TestSystems.Triangle, Interval), false);
        var wrapping = new VerletInside(TestSystems.Fluid, Interval, 1, frame => ParticleBox.Wrap(TestSystems.Fluid, frame.AsSpan(0, 9)));
        FluidProperties wrapped = Properties(new FreeRunningTrajectory(TestSystems.Fluid, TestSystems.Triangle, wrapping, Interval), true);
        FluidComparison comparison = FluidComparison.Of(wrapped, verlet);

        // Three particles are chaotic, but not within 25 time units.
        Assert.InRange(comparison.Displacement, 0, 1e-3);
        Assert.InRange(comparison.Velocity, 0, 1e-3);
    }

    [Fact]
    public void WrappingIsRecognised()
    {
        ParticleState moving = TestSystems.Triangle with { Velocities = [.. Enumerable.Repeat(1.0, 9)] };
        var wrapping = new VerletInside(TestSystems.Fluid, Interval, 1, frame => ParticleBox.Wrap(TestSystems.Fluid, frame.AsSpan(0, 9)));
        Assert.True(Unwrapping.IsNeeded(TestSystems.Fluid, new FreeRunningTrajectory(TestSystems.Fluid, moving, wrapping, Interval), 20));
        Assert.False(Unwrapping.IsNeeded(TestSystems.Fluid, VerletTrajectory.Truth(TestSystems.Fluid, moving, Interval), 20));
        Assert.False(Unwrapping.IsNeeded(TestSystems.Oscillator, VerletTrajectory.Truth(TestSystems.Oscillator, TestSystems.AtRest, Interval), 20));
    }

    [Fact]
    public void DeviationsAreWhatTheyAreSaidToBe()
    {
        var verlet = new FluidProperties(0.5, [1, 2, 3, 4], [0.1, 2, 1, 1], [1, 0.6, 0.4, 0.2], [0, 1, 2, 3], [0.5, 1.5], [0.4, 0.6], 2);
        var other = new FluidProperties(1, [1, 2, 3, 4], [0.2, 2.1, 0.9, 1], [1, 0.3, 9], [0, 2.5, 9], [0.5, 1.5], [0.5, 0.5], 4);
        FluidComparison comparison = FluidComparison.Of(other, verlet);
        Assert.Equal(0.1, comparison.Radial, 1e-12);
        Assert.Equal(Math.Sqrt((0.01 + 0.01 + 0.01) / 4), comparison.RadialRootMeanSquare, 1e-12);
        Assert.Equal(0.1, comparison.Velocity, 1e-12);
        Assert.Equal(0.25, comparison.Displacement, 1e-12);
        Assert.Equal(0.1, comparison.Speeds, 1e-12);
        Assert.Equal(4, comparison.Temperature, 1e-12);
    }

    [Fact]
    public void LagsBetweenVerletsAreInterpolated()
    {
        var verlet = new FluidProperties(1, [1], [1], [1, 0.5, 0], [0, 1, 2], [0.5, 1.5], [0.4, 0.6], 2);
        var other = new FluidProperties(0.5, [1], [1], [1, 0.75, 0.5, 0.25, 0], [0, 0.5, 1, 1.5, 2], [0.5, 1.5], [0.4, 0.6], 2);
        AssertSame(FluidComparison.Of(other, verlet));
    }

    private static void AssertSame(FluidComparison comparison)
    {
        Assert.Equal((0, 0, 0, 1), (comparison.Radial, comparison.RadialRootMeanSquare, comparison.Speeds, comparison.Temperature));
        Assert.InRange(comparison.Velocity, 0, 1e-13);
        Assert.InRange(comparison.Displacement, 0, 1e-13);
    }

    private static FluidProperties Properties(ITrajectory trajectory, bool isWrapped)
    {
        EnergyScale scale = EnergyScale.Of(TestSystems.Fluid, TestSystems.Triangle);
        (EnergyDeviations energy, FluidProperties? properties) = FluidMeasurement.Measure(TestSystems.Fluid, TestSystems.Triangle, scale, trajectory, isWrapped, Duration, default);
        Assert.InRange(energy.Largest, 0, 3e-3);
        return properties!;
    }
}
