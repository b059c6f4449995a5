using LatentSim.Models.Weights;
using LatentSim.Molecules;
using LatentSim.Molecules.Geometry;

namespace LatentSim.Models.Contacts;

/// <summary>Finds the heavy atoms that coarse sites carry rigidly, and how close they came in the training data.</summary>
public static class SkeletonFit
{
    // An atom is carried rigidly when its torsion keeps to one basin: its mean direction is then its place.
    private const double LargestTorsionDeviation = 0.4;

    /// <summary>Fits the skeleton of a molecule's coarse sites.</summary>
    /// <param name="topology">The atoms, with bonds.</param>
    /// <param name="coarseAtoms">For each coarse site, the atom that lies there.</param>
    /// <param name="frames">Training frames, [frame, atom, 3], nm.</param>
    public static SkeletonWeights Fit(Topology topology, int[] coarseAtoms, ReadOnlySpan<float> frames)
    {
        InternalCoordinates all = InternalCoordinates.Build(topology, coarseAtoms);
        (double[] mean, double[] deviation) = Moments(all, frames, frames.Length / (topology.AtomCount * 3));
        var numbers = new Dictionary<int, int>();
        for (int site = 0; site < coarseAtoms.Length; site++)
            numbers[coarseAtoms[site]] = site;

        var rows = new List<ZMatrixRow>();
        var coordinates = new List<float>();
        for (int i = 0; i < all.Rows.Count; i++)
        {
            ZMatrixRow row = all.Rows[i];
            bool isCarried = numbers.ContainsKey(row.Bond) && numbers.ContainsKey(row.Angle) && numbers.ContainsKey(row.Torsion);
            if (!isCarried || topology.Atoms[row.Atom].Element.AtomicNumber == 1 || deviation[(i * 3) + 2] > LargestTorsionDeviation)
                continue;
            rows.Add(new ZMatrixRow(numbers.Count, numbers[row.Bond], numbers[row.Angle], numbers[row.Torsion]));
            coordinates.AddRange(mean.Skip(i * 3).Take(3).Select(value => (float)value));
            numbers[row.Atom] = numbers.Count;
        }
        var bare = new SkeletonWeights(coarseAtoms.Length, rows, [.. coordinates], new ContactLimits([], []));
        return bare with { Contacts = Limits(topology, coarseAtoms, numbers, new Skeleton(bare), frames) };
    }

    private static ContactLimits Limits(Topology topology, int[] coarseAtoms, Dictionary<int, int> numbers, Skeleton skeleton, ReadOnlySpan<float> frames)
    {
        int stride = topology.AtomCount * 3;
        int count = frames.Length / stride;
        var skeletons = new float[count * numbers.Count * 3];
        var coarse = new float[coarseAtoms.Length * 3];
        for (int frame = 0; frame < count; frame++)
        {
            for (int site = 0; site < coarseAtoms.Length; site++)
                frames.Slice((frame * stride) + (coarseAtoms[site] * 3), 3).CopyTo(coarse.AsSpan(site * 3));
            skeleton.Build(coarse).CopyTo(skeletons.AsSpan(frame * numbers.Count * 3));
        }
        var bonds = new int[numbers.Count][];
        foreach ((int atom, int number) in numbers)
            bonds[number] = [.. topology.Neighbors(atom).ToArray().Where(numbers.ContainsKey).Select(neighbour => numbers[neighbour])];
        return ContactCheck.Fit(bonds, skeletons, _ => false);
    }

    /// <summary>Means and standard deviations; those of torsions are the direction and the spread of the mean unit vector.</summary>
    private static (double[] Mean, double[] Deviation) Moments(InternalCoordinates coordinates, ReadOnlySpan<float> frames, int count)
    {
        int n = coordinates.Count;
        var row = new float[n];
        var cosine = new double[n];
        var sine = new double[n];
        for (int frame = 0; frame < count; frame++)
        {
            coordinates.FromCartesian(frames.Slice(frame * coordinates.AtomCount * 3, coordinates.AtomCount * 3), row);
            for (int i = 0; i < n; i++)
            {
                bool isTorsion = coordinates.Kind(i) == CoordinateKind.Torsion;
                cosine[i] += (isTorsion ? Math.Cos(row[i]) : row[i]) / count;
                sine[i] += isTorsion ? Math.Sin(row[i]) / count : 0;
            }
        }
        var mean = new double[n];
        var deviation = new double[n];
        for (int i = 0; i < n; i++)
        {
            bool isTorsion = coordinates.Kind(i) == CoordinateKind.Torsion;
            double length = Math.Min(1, Math.Sqrt((cosine[i] * cosine[i]) + (sine[i] * sine[i])));
            mean[i] = isTorsion ? Math.Atan2(sine[i], cosine[i]) : cosine[i];
            deviation[i] = isTorsion ? Math.Sqrt(-2 * Math.Log(Math.Max(length, 1e-12))) : 0;
        }
        return (mean, deviation);
    }
}
