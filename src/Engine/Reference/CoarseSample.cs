using LatentSim.Analysis;
using LatentSim.Molecules.CoarseGraining;
using LatentSim.Molecules.Geometry;

namespace LatentSim.Engine.Reference;

/// <summary>Running statistics of coarse frames: moments of bonds and angles, histograms of neighbouring torsions, transitions between cells of the first such plane.</summary>
internal sealed class CoarseSample
{
    private const int CellsAlong = 12;

    private readonly SiteCoordinates coordinates;
    private readonly SiteTorsion[] mapped;
    private readonly double[] sums;
    private readonly double[] squares;

    /// <summary>No frames yet.</summary>
    public CoarseSample(SiteCoordinates coordinates)
    {
        this.coordinates = coordinates;
        mapped = Mapped(coordinates);
        sums = new double[coordinates.Bonds.Count + coordinates.Angles.Count];
        squares = new double[sums.Length];
        Planes = [.. mapped.Select(_ => new Histogram2D())];
    }

    /// <summary>The frames.</summary>
    public long Frames { get; private set; }

    /// <summary>A histogram of each torsion with the one before it.</summary>
    public IReadOnlyList<Histogram2D> Planes { get; }

    /// <summary>Transitions between cells of the first plane.</summary>
    public TransitionCounts Transitions { get; } = new(CellsAlong * CellsAlong);

    /// <summary>The two torsions of a plane by their sites.</summary>
    public static string PlaneName(SiteCoordinates coordinates, int plane)
    {
        SiteTorsion torsion = Mapped(coordinates)[plane];
        return $"torsions {Name(coordinates.Torsions[torsion.Before].Atoms)} and {Name(torsion.Atoms)}";
    }

    /// <summary>Takes a frame, [site, 3], and tells its cell in the first plane, 0 where there is none.</summary>
    public int Add(ReadOnlySpan<float> frame)
    {
        for (int i = 0; i < coordinates.Bonds.Count; i++)
            Add(i, Distances.Compute(frame, coordinates.Bonds[i].A, coordinates.Bonds[i].B));
        for (int i = 0; i < coordinates.Angles.Count; i++)
            Add(coordinates.Bonds.Count + i, Angles.Compute(frame, coordinates.Angles[i].A, coordinates.Angles[i].B, coordinates.Angles[i].C));
        int cell = 0;
        for (int plane = 0; plane < mapped.Length; plane++)
        {
            double first = Torsions.Compute(frame, coordinates.Torsions[mapped[plane].Before].Atoms);
            double second = Torsions.Compute(frame, mapped[plane].Atoms);
            Planes[plane].Add(first, second);
            if (plane == 0)
                cell = (CellsAlong * CellOf(first)) + CellOf(second);
        }

        Frames++;
        return cell;
    }

    /// <summary>Adds other frames.</summary>
    public void Add(CoarseSample other)
    {
        for (int i = 0; i < sums.Length; i++)
            (sums[i], squares[i]) = (sums[i] + other.sums[i], squares[i] + other.squares[i]);
        for (int plane = 0; plane < Planes.Count; plane++)
            Planes[plane].Add(other.Planes[plane]);
        Transitions.Add(other.Transitions);
        Frames += other.Frames;
    }

    /// <summary>The mean of a bond, nm, or, after all bonds, of an angle, radians.</summary>
    public double Mean(int i) => sums[i] / Frames;

    /// <summary>Its standard deviation.</summary>
    public double Deviation(int i) => Math.Sqrt(Math.Max(0, (squares[i] / Frames) - (Mean(i) * Mean(i))));

    private static SiteTorsion[] Mapped(SiteCoordinates coordinates) => [.. coordinates.Torsions.Where(torsion => torsion.Before >= 0)];

    private static string Name(TorsionAtoms atoms) => $"{atoms.A + 1}-{atoms.B + 1}-{atoms.C + 1}-{atoms.D + 1}";

    private static int CellOf(double torsion) => Math.Clamp((int)(((torsion / (2 * Math.PI)) + 0.5) * CellsAlong), 0, CellsAlong - 1);

    private void Add(int i, double value)
    {
        sums[i] += value;
        squares[i] += value * value;
    }
}
