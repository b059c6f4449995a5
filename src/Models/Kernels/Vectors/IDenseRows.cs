namespace LatentSim.Models.Kernels.Vectors;

/// <summary>A dense layer's arithmetic, for one width of vectors and one activation.</summary>
internal unsafe interface IDenseRows
{
    /// <summary>Evaluates rows. What lies between an output row's end and the next row may be overwritten.</summary>
    /// <param name="input">The first row.</param>
    /// <param name="inputStride">Floats from row to row.</param>
    /// <param name="output">The first row.</param>
    /// <param name="outputStride">Floats from row to row.</param>
    /// <param name="rows">How many rows.</param>
    void Evaluate(float* input, int inputStride, float* output, int outputStride, int rows);
}
