using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>Means over batches of rows.</summary>
internal static class BatchMean
{
    private const int ValidationRows = 4096;

    /// <summary>The mean loss of an epoch, each batch weighted by its rows; the rest of the epoch is left out once cancelled.</summary>
    /// <param name="batches">The batches.</param>
    /// <param name="step">Takes a step on a batch and returns its loss.</param>
    /// <param name="cancellation">Ends the epoch.</param>
    public static double OfSteps(IEnumerable<long[]> batches, Func<long[], double> step, CancellationToken cancellation)
    {
        double sum = 0;
        long rows = 0;
        foreach (long[] batch in batches)
        {
            sum += step(batch) * batch.Length;
            rows += batch.Length;
            if (cancellation.IsCancellationRequested)
                break;
        }

        return sum / rows;
    }

    /// <summary>The mean of a loss over rows, evaluated some thousands at a time.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="device">Where the row indices are wanted.</param>
    /// <param name="meanLoss">The mean loss of the rows that a tensor names.</param>
    public static double OfRows(long[] rows, torch.Device device, Func<torch.Tensor, torch.Tensor> meanLoss)
    {
        double sum = 0;
        foreach (long[] chunk in rows.Chunk(ValidationRows))
        {
            using DisposeScope scope = torch.NewDisposeScope();
            sum += meanLoss(torch.tensor(chunk, device: device)).ToDouble() * chunk.Length;
        }

        return sum / rows.Length;
    }
}
