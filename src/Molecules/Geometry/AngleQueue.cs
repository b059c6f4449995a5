using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LatentSim.Molecules.Geometry;

/// <summary>Collects points of the plane and writes their angles, four at a time; an arc tangent alone takes as long as four side by side.</summary>
internal ref struct AngleQueue
{
    private readonly Span<float> _angles;
    private Four<double> _y;
    private Four<double> _x;
    private Four<int> _places;
    private int _count;

    /// <summary>Makes an empty queue.</summary>
    /// <param name="angles">Where angles are written, radians in (-pi, pi].</param>
    internal AngleQueue(Span<float> angles)
    {
        _angles = angles;
    }

    /// <summary>Adds a point whose angle is to be written at a place.</summary>
    internal void Add(int place, (double Y, double X) point)
    {
        _y[_count] = point.Y;
        _x[_count] = point.X;
        _places[_count] = place;
        if (++_count == Vector256<double>.Count)
            Flush();
    }

    /// <summary>Writes what is left.</summary>
    internal void Flush()
    {
        if (_count == 0)
            return;
        var angles = Trigonometry4.Atan2(Vector256.Create<double>(_y), Vector256.Create<double>(_x));
        for (var i = 0; i < _count; i++)
            _angles[_places[i]] = (float)Torsions.Wrap(angles[i]);
        _count = 0;
    }

    [InlineArray(4)]
    private struct Four<T>
    {
        private T _first;
    }
}
