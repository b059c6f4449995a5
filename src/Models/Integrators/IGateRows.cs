using LatentSim.Models.Kernels.Vectors;

namespace LatentSim.Models.Integrators;

/// <summary>Adds W x to rows of gates, for one width of vectors.</summary>
internal interface IGateRows
{
    /// <summary>Adds to rows of gates.</summary>
    /// <param name="from">Rows of inputs.</param>
    /// <param name="gates">Rows of gates.</param>
    /// <param name="rows">How many rows.</param>
    void Add(RowPointers from, RowPointers gates, int rows);
}
