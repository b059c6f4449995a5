using System.Runtime.Intrinsics;
using LatentSim.Models.Kernels;
using LatentSim.Models.Kernels.Grid;
using LatentSim.Models.Weights;

namespace LatentSim.Models.Backmapper.Voxel;

/// <summary>
/// From a network's last sums to positions: p = sigmoid(sum), and each particle lies at the mean of the grid's points weighted with its p (Shmilovich et al.
/// 2022, equation 2). Rows along z are added up as floats, all else in double precision.
/// </summary>
internal sealed unsafe class CollapseKernel(VoxelGrid grid, int particles)
{
    private const int Panel = GridSums.Panel;
    private const int Half = Panel / 2;
    private const int Moments = 4;
    private readonly float[] edge = DensityKernel.Edge(grid);
    private readonly AlignedBuffer row = new(2 * Panel);
    private readonly double[] moments = new double[Moments * Panel];

    /// <summary>Fills positions [particle, 3], nm, about a centre [3].</summary>
    public void Fill(GridSums sums, ReadOnlySpan<float> centre, Span<float> positions)
    {
        for (int panel = 0; panel < GridSums.PanelsOf(particles); panel++)
        {
            AddUp(sums, panel);
            for (int channel = 0; channel < Math.Min(Panel, particles - (panel * Panel)); channel++)
            {
                Span<float> position = positions.Slice(((panel * Panel) + channel) * 3, 3);
                for (int axis = 0; axis < 3; axis++)
                    position[axis] = (float)(centre[axis] + (moments[((axis + 1) * Panel) + channel] / moments[channel]));
            }
        }
    }

    // [sum p | sum p x | sum p y | sum p z], each of a panel's channels.
    private void AddUp(GridSums sums, int panel)
    {
        Array.Clear(moments);
        for (int x = 0; x < edge.Length; x++)
        {
            for (int y = 0; y < edge.Length; y++)
            {
                AddRow(sums.Row(panel, x, y));
                for (int channel = 0; channel < Panel; channel++)
                {
                    double total = row.Pointer[channel];
                    moments[channel] += total;
                    moments[Panel + channel] += total * edge[x];
                    moments[(2 * Panel) + channel] += total * edge[y];
                    moments[(3 * Panel) + channel] += row.Pointer[Panel + channel];
                }
            }
        }
    }

    private void AddRow(float* sums)
    {
        Vector256<float> low = Vector256<float>.Zero, high = low, lowZ = low, highZ = low;
        for (int z = 0; z < edge.Length; z++, sums += Panel)
        {
            Vector256<float> height = Vector256.Create(edge[z]);
            Vector256<float> p = VectorMath.Sigmoid(Vector256.Load(sums));
            low += p;
            lowZ = Vector256.FusedMultiplyAdd(p, height, lowZ);
            p = VectorMath.Sigmoid(Vector256.Load(sums + Half));
            high += p;
            highZ = Vector256.FusedMultiplyAdd(p, height, highZ);
        }

        low.Store(row.Pointer);
        high.Store(row.Pointer + Half);
        lowZ.Store(row.Pointer + Panel);
        highZ.Store(row.Pointer + Panel + Half);
    }
}
