using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace LatentSim.Models.Training;

/// <summary>
/// Removes from functions what known coordinates predict of them, by least squares over the frames of a batch: chi (1 - P), P = D' (D W D')^-1 D W with the
/// coordinates' functions D [function, frame] and the frames' weights W. What is left is uncorrelated with each function of each coordinate.
/// </summary>
internal sealed unsafe class DeflationProjection
{
    private const double RelativeRidge = 1e-6;
    private readonly float[,] values;
    private readonly FrameTable dictionary;
    private readonly FrameTable weighted;
    private Cholesky<double>? factor;

    /// <summary>Binds the coordinates' functions.</summary>
    public DeflationProjection(DeflationTable table)
    {
        values = table.Values;
        dictionary = new FrameTable(values.GetLength(1));
        weighted = new FrameTable(values.GetLength(1));
    }

    /// <summary>Takes a batch.</summary>
    public void Begin(ChainBatch batch)
    {
        dictionary.Resize(batch.Panels);
        weighted.Resize(batch.Panels);
        for (int i = 0; i < dictionary.Units; i++)
        {
            Span<float> row = dictionary.RowSpan(i);
            for (int frame = 0; frame < batch.Frames; frame++)
                row[frame] = values[batch.Rows[frame], i];
            FrameArithmetic.RemoveMean(dictionary.Row(i), batch, dictionary.Frames);
            FrameArithmetic.Multiply(dictionary.Row(i), batch.Weights, weighted.Row(i), dictionary.Frames);
        }

        Matrix<double> products = FrameArithmetic.Products(dictionary, weighted);
        factor = (products + (Matrix<double>.Build.DenseIdentity(dictionary.Units) * (RelativeRidge * products.Trace()))).Cholesky();
    }

    /// <summary>chi (1 - P), in place.</summary>
    public void Remove(FrameTable functions) => Remove(functions, weighted, dictionary);

    /// <summary>g (1 - P)', in place: from the gradient by what was left to that by the functions.</summary>
    public void RemoveFromGradient(FrameTable gradient) => Remove(gradient, dictionary, weighted);

    private void Remove(FrameTable target, FrameTable onto, FrameTable along)
    {
        for (int i = 0; i < target.Units; i++)
        {
            Vector<double> products = Vector<double>.Build.Dense(onto.Units);
            for (int j = 0; j < onto.Units; j++)
                products[j] = FrameArithmetic.Dot(onto.Row(j), target.Row(i), target.Frames);
            Vector<double> coefficients = factor!.Solve(products);
            for (int j = 0; j < along.Units; j++)
                FrameArithmetic.Add(target.Row(i), along.Row(j), (float)-coefficients[j], target.Frames);
        }
    }
}
