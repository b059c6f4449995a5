namespace LatentSim.Molecules.Geometry;

/// <summary>How far, in space, each coordinate of a Z-matrix row lets its atom wander over sampled frames.</summary>
internal sealed class CoordinateSpread
{
    // Widths below that of a bond that MD constrains are rounding, and no reason to prefer one reference to another.
    private const double SmallestSpread = 5e-4;

    // The deviation of an angle that is anywhere on the circle.
    private const double UniformTorsion = Math.PI / 1.7320508075688772;

    // Where three references come this near to a line, or an atom to the axis that its torsion is about, what is measured from them jumps.
    private const double SmallestSine = 0.15;

    private readonly float[] _positions;
    private readonly int _stride;
    private readonly int _frames;

    /// <summary>Keeps frames spread evenly over all.</summary>
    /// <param name="positions">float[frame, atom, 3], nm.</param>
    /// <param name="atoms">How many atoms a frame has.</param>
    /// <param name="most">How many frames are kept, at most.</param>
    internal CoordinateSpread(ReadOnlySpan<float> positions, int atoms, int most)
    {
        _stride = 3 * atoms;
        var available = positions.Length / _stride;
        _frames = Math.Min(available, most);
        _positions = new float[_frames * _stride];
        for (var frame = 0; frame < _frames; frame++)
            positions.Slice((int)((long)frame * available / _frames) * _stride, _stride).CopyTo(_positions.AsSpan(frame * _stride));
    }

    /// <summary>The logarithm of the volume, nm^3, that the deviations of a row's three coordinates span; infinite when the row's references come into
    /// line.</summary>
    internal double LogVolume(ZMatrixRow row)
    {
        Moments bond = default, second = default, radius = default, slant = default;
        double cosine = 0, sine = 0;
        for (var frame = 0; frame < _frames; frame++)
        {
            var xyz = _positions.AsSpan(frame * _stride, _stride);
            var (origin, angleAt, torsionAt) = (Vector3D.Read(xyz, row.Bond), Vector3D.Read(xyz, row.Angle), Vector3D.Read(xyz, row.Torsion));
            if (!(Sine(origin - angleAt, torsionAt - angleAt) > SmallestSine))
                return double.PositiveInfinity;
            var position = Vector3D.Read(xyz, row.Atom);
            var (length, angle, torsion) = LocalFrame.Of(origin, angleAt, torsionAt).Measure(position);
            bond.Add(length);
            second.Add(row.ByDistance ? (position - angleAt).Length : angle);
            radius.Add(length * Math.Sin(angle));
            slant.Add(Sine(origin - position, angleAt - position));
            cosine += Math.Cos(torsion);
            sine += Math.Sin(torsion);
        }

        // A change of the second distance moves the atom along an arc about the first reference: by more, the flatter the triangle is.
        var lever = row.ByDistance ? 1 / Math.Max(slant.Mean, SmallestSine) : bond.Mean;
        return Log(bond.Deviation) + Log(lever * second.Deviation) + Log(radius.Mean * CircularDeviation(cosine / _frames, sine / _frames));
    }

    private static double CircularDeviation(double cosine, double sine)
    {
        var resultant = Math.Min(1, Math.Sqrt((cosine * cosine) + (sine * sine)));
        return resultant <= 0 ? UniformTorsion : Math.Min(UniformTorsion, Math.Sqrt(-2 * Math.Log(resultant)));
    }

    private static double Log(double spread) => Math.Log(Math.Max(spread, SmallestSpread));

    private static double Sine(Vector3D a, Vector3D b) => Vector3D.Cross(a, b).Length / (a.Length * b.Length);

    private struct Moments
    {
        private int _count;
        private double _squares;

        public double Mean { get; private set; }

        public readonly double Deviation => Math.Sqrt(_squares / Math.Max(_count, 1));

        public void Add(double value)
        {
            var difference = value - Mean;
            Mean += difference / ++_count;
            _squares += difference * (value - Mean);
        }
    }
}
