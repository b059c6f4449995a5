using LatentSim.Analysis;
using LatentSim.Molecules;
using LatentSim.Molecules.ForceFields;
using LatentSim.Molecules.Geometry;

namespace Analysis.Tests.Energies;

public sealed class EnergyTests
{
    private static readonly ForceFieldPotential Spring = new(new ForceField { Masses = [1, 1], Bonds = [new HarmonicBond(new AtomPair(0, 1), 0, 2)] });

    [Fact]
    public void EveryFrameIsTakenWhereThereAreFew() =>
        Assert.Equal([0.0, 1, 4, 9, 16, 0, 1, 4], Energies([5, 3], most: 8));

    [Fact]
    public void FramesAreThinnedEvenlyAcrossTrajectories() =>
        Assert.Equal([.. new[] { 0.0, 4, 8, 1, 5 }.Select(x => x * x)], Energies([11, 9], most: 5));

    [Fact]
    public void OtherMoleculesAreRefused()
    {
        var source = new TrajectorySource("other.xtc", () => new Line(3, 3));
        Assert.Contains("other.xtc: has 3 atoms; the force field has 2", Assert.Throws<InvalidInputException>(() => EnergySample.Of(Spring, [source])).Message);
    }

    [Fact]
    public void EqualEnergiesPassAndShiftedOnesFail()
    {
        double[] truth = [.. Enumerable.Range(0, 100).Select(i => (double)i)];
        double deviation = Math.Sqrt((10_000.0 - 1) / 12);

        ComparisonRow[] equal = [.. EnergyRows.Of(new EnergySample(truth), new EnergySample(truth), 0.5, 0.25)];
        ComparisonRow[] shifted = [.. EnergyRows.Of(new EnergySample([.. truth.Select(x => x + 40)]), new EnergySample(truth), 0.5, null)];

        Assert.Equal([0, 0, 0], equal.Select(row => row.Value!.Value));
        Assert.Equal([Verdict.Pass, Verdict.Pass, Verdict.Measured], equal.Select(row => row.Verdict));
        Assert.Equal(40 / deviation, shifted[0].Value!.Value, 1e-9);
        Assert.Equal(0.4, shifted[1].Value!.Value, 1e-9);
        Assert.Equal(0.4, shifted[2].Value!.Value, 1e-9);
        Assert.Equal([Verdict.Fail, Verdict.Measured, Verdict.Measured], shifted.Select(row => row.Verdict));
    }

    [Fact]
    public void CoincidingAtomsCountAsTheHighestEnergy()
    {
        ComparisonRow[] rows = [.. EnergyRows.Of(new EnergySample([1, double.NaN, 2, double.PositiveInfinity]), new EnergySample([1, 2, 3]), 0.5, 0.25)];

        Assert.Equal(Verdict.Fail, rows[0].Verdict);
        Assert.Null(rows[0].Value);
        Assert.Equal(0.5, rows[2].Value!.Value, 1e-12);
    }

    // Trajectories in which two atoms move apart by 1 nm a frame.
    private static double[] Energies(int[] lengths, int most) =>
        [.. EnergySample.Of(Spring, lengths.Select(length => new TrajectorySource("line", () => new Line(2, length))), most).Energies];

    private sealed class Line(int atoms, int length) : ITrajectoryReader
    {
        private int _frame;

        public int AtomCount => atoms;

        public bool ReadNext(Frame frame)
        {
            frame.Positions.AsSpan().Clear();
            frame.Positions[3] = _frame;
            return _frame++ < length;
        }

        public void Dispose()
        {
        }
    }
}
