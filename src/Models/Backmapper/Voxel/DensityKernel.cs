using System.Runtime.Intrinsics;
using LatentSim.Models.Kernels;
using LatentSim.Models.Kernels.Grid;
using LatentSim.Models.Weights;

namespace LatentSim.Models.Backmapper.Voxel;

/// <summary>Each particle as a Gaussian on a grid, exp(-|r - x|^2 / (2 sigma^2)) (Shmilovich et al. 2022, equation 1): the product of three in one dimension.</summary>
internal sealed unsafe class DensityKernel
{
    // exp of less is nothing beside the densities of a grid that particles lie in; numbers so small that they slow a machine down never appear.
    private const float LeastExponent = -28;

    private readonly float[] edge;
    private readonly float scale;
    private readonly int particles;
    private readonly AlignedBuffer axes;
    private readonly float[] plane;

    /// <summary>Prepares densities of so many particles.</summary>
    public DensityKernel(VoxelGrid grid, int particles)
    {
        this.particles = particles;
        edge = Edge(grid);
        scale = (float)(-0.5 / (grid.Deviation * grid.Deviation));
        int vectors = ((3 * edge.Length * particles) + Vector256<float>.Count - 1) / Vector256<float>.Count;
        axes = new AlignedBuffer(vectors * Vector256<float>.Count);
        plane = new float[particles];
    }

    /// <summary>Where points lie along an edge, nm.</summary>
    public static float[] Edge(VoxelGrid grid) => [.. Enumerable.Range(0, grid.Points).Select(point => (float)((point * grid.Spacing) - (grid.Width / 2)))];

    /// <summary>Takes some particles' positions.</summary>
    /// <param name="first">The first particle.</param>
    /// <param name="positions">[particle, 3], nm.</param>
    /// <param name="centre">[3], nm: where the grid's centre lies.</param>
    public void Place(int first, ReadOnlySpan<float> positions, ReadOnlySpan<float> centre)
    {
        for (int axis = 0; axis < 3; axis++)
        {
            for (int point = 0; point < edge.Length; point++)
            {
                Span<float> row = axes.Span.Slice((((axis * edge.Length) + point) * particles) + first, positions.Length / 3);
                for (int particle = 0; particle < row.Length; particle++)
                {
                    float difference = positions[(particle * 3) + axis] - centre[axis] - edge[point];
                    row[particle] = difference * difference * scale;
                }
            }
        }
    }

    /// <summary>Fills the densities of all particles that were placed.</summary>
    public void Fill(GridFeatures densities)
    {
        for (int i = 0; i < axes.Length; i += Vector256<float>.Count)
        {
            Vector256<float> exponent = Vector256.Load(axes.Pointer + i);
            Vector256<float> far = Vector256.LessThan(exponent, Vector256.Create(LeastExponent));
            Vector256.AndNot(VectorMath.Exp(exponent), far).Store(axes.Pointer + i);
        }

        int points = edge.Length;
        for (int x = 0; x < points; x++)
        {
            for (int y = 0; y < points; y++)
            {
                Multiply(Axis(0, x), Axis(1, y), plane);
                Span<float> row = densities.Row(x, y);
                for (int z = 0; z < points; z++)
                    Multiply(plane, Axis(2, z), row.Slice(z * particles, particles));
            }
        }
    }

    private ReadOnlySpan<float> Axis(int axis, int point) => axes.Span.Slice(((axis * edge.Length) + point) * particles, particles);

    private static void Multiply(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> product)
    {
        for (int i = 0; i < a.Length; i++)
            product[i] = a[i] * b[i];
    }
}
