using System.Runtime.Intrinsics;
using LatentSim.Molecules.Geometry;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Molecules.Potentials;

/// <summary>Dihedral angles of four neighbours along a chain: k1 [1 - cos(phi - phi0)] + k3 [1 - cos 3 (phi - phi0)] (Clementi et al. 2000, equation 1),
/// phi as in <see cref="Torsions"/>. No angle is computed: its cosine and sine are enough.</summary>
internal sealed class NativeDihedrals
{
    // The dihedral is undefined where three sites are in line; this keeps the force finite there.
    private static readonly Vector256<double> SmallestSquare = Vector256.Create(1e-12);

    private readonly double[] _firstCosine;
    private readonly double[] _firstSine;
    private readonly double[] _thirdCosine;
    private readonly double[] _thirdSine;
    private readonly double[] _offset;

    /// <summary>Makes dihedrals that are at rest in <paramref name="native"/>.</summary>
    /// <param name="native">[site, 3], nm.</param>
    /// <param name="first">k1, kJ/mol.</param>
    /// <param name="third">k3, kJ/mol.</param>
    internal NativeDihedrals(ReadOnlySpan<float> native, double first, double third)
    {
        int dihedrals = Math.Max((native.Length / 3) - 3, 0);
        (_firstCosine, _firstSine) = (new double[dihedrals + 4], new double[dihedrals + 4]);
        (_thirdCosine, _thirdSine) = (new double[dihedrals + 4], new double[dihedrals + 4]);
        _offset = new double[dihedrals + 4];
        for (int i = 0; i < dihedrals; i++)
        {
            double angle = Torsions.Compute(native, new TorsionAtoms(i, i + 1, i + 2, i + 3));
            (double sine, double cosine) = Trigonometry.SinCos(angle);
            (double tripleSine, double tripleCosine) = Trigonometry.SinCos(3 * angle);
            (_firstCosine[i], _firstSine[i]) = (first * cosine, first * sine);
            (_thirdCosine[i], _thirdSine[i]) = (third * tripleCosine, third * tripleSine);
            _offset[i] = first + third;
        }
    }

    /// <summary>Adds forces, kJ/(mol nm); the energy, kJ/mol.</summary>
    internal double AddForces(in SiteArrays sites)
    {
        Vector256<double> energy = default;
        for (int i = 0; i < sites.Sites - 3; i += 4)
        {
            Vector3x4 second = sites.Positions(i + 1);
            Vector3x4 third = sites.Positions(i + 2);
            Vector3x4 before = second - sites.Positions(i);
            Vector3x4 axis = third - second;
            Vector3x4 after = sites.Positions(i + 3) - third;
            Vector3x4 firstNormal = Vector3x4.Cross(before, axis);
            Vector3x4 lastNormal = Vector3x4.Cross(axis, after);
            Vector256<double> firstSquare = Vector256.Max(firstNormal.LengthSquared, SmallestSquare);
            Vector256<double> lastSquare = Vector256.Max(lastNormal.LengthSquared, SmallestSquare);
            Vector256<double> axisSquare = axis.LengthSquared;
            Vector256<double> axisLength = Vector256.Sqrt(axisSquare);
            Vector256<double> scale = Vector256<double>.One / Vector256.Sqrt(firstSquare * lastSquare);
            Vector256<double> cosine = Vector3x4.Dot(firstNormal, lastNormal) * scale;
            Vector256<double> sine = axisLength * Vector3x4.Dot(before, lastNormal) * scale;
            (Vector256<double> value, Vector256<double> slope) = Evaluate(i, cosine, sine);
            energy += value;

            // The gradients of phi: Blondel and Karplus, J. Comput. Chem. 17, 1132 (1996).
            Vector3x4 onFirst = (slope * axisLength / firstSquare) * firstNormal;
            Vector3x4 onLast = (Vector256.Create(-1.0) * slope * axisLength / lastSquare) * lastNormal;
            Vector3x4 shift = ((Vector3x4.Dot(before, axis) / axisSquare) * onFirst) - ((Vector3x4.Dot(after, axis) / axisSquare) * onLast);
            sites.AddForces(i, onFirst);
            sites.AddForces(i + 1, Vector256.Create(-1.0) * (onFirst + shift));
            sites.AddForces(i + 2, shift - onLast);
            sites.AddForces(i + 3, onLast);
        }

        return SiteArrays.Sum(energy);
    }

    private (Vector256<double> Energy, Vector256<double> Slope) Evaluate(int i, Vector256<double> cosine, Vector256<double> sine)
    {
        Vector256<double> tripleCosine = cosine * ((4 * cosine * cosine) - Vector256.Create(3.0));
        Vector256<double> tripleSine = sine * (Vector256.Create(3.0) - (4 * sine * sine));
        Vector256<double> firstCosine = Vector256.Create<double>(_firstCosine.AsSpan(i, 4));
        Vector256<double> firstSine = Vector256.Create<double>(_firstSine.AsSpan(i, 4));
        Vector256<double> thirdCosine = Vector256.Create<double>(_thirdCosine.AsSpan(i, 4));
        Vector256<double> thirdSine = Vector256.Create<double>(_thirdSine.AsSpan(i, 4));
        Vector256<double> energy = Vector256.Create<double>(_offset.AsSpan(i, 4))
            - ((cosine * firstCosine) + (sine * firstSine)) - ((tripleCosine * thirdCosine) + (tripleSine * thirdSine));
        Vector256<double> slope = ((sine * firstCosine) - (cosine * firstSine)) + (3 * ((tripleSine * thirdCosine) - (tripleCosine * thirdSine)));
        return (energy, slope);
    }
}
