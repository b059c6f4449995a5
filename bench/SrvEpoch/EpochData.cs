using LatentSim.Models.Training;

namespace SrvEpoch;

/// <summary>Trajectories cut or repeated until their training parts have the wanted number of pairs; standardized.</summary>
/// <param name="Trajectories">[frame, feature] each.</param>
/// <param name="Lag">Frames.</param>
/// <param name="Pairs">Training pairs.</param>
internal sealed record EpochData(float[][,] Trajectories, int Lag, int Pairs)
{
    /// <summary>The tail of each trajectory that only validates.</summary>
    public const double HeldOut = 0.2;

    public int Features => Trajectories[0].GetLength(1);

    /// <summary>The frames of a trajectory that are trained on.</summary>
    public static int TrainingFrames(int frames) => frames - (int)(frames * HeldOut);

    public static EpochData Of(float[][,] trajectories, int lag, int pairs)
    {
        List<float[,]> chosen = [];
        int have = 0;
        for (int i = 0; have < pairs; i++)
        {
            float[,] next = trajectories[i % trajectories.Length];
            if (TrainingFrames(next.GetLength(0)) <= lag)
                throw new ArgumentException($"A trajectory of {next.GetLength(0)} frames is too short for a lag of {lag}.");
            chosen.Add(next);
            have += TrainingFrames(next.GetLength(0)) - lag;
        }

        int excess = have - pairs;
        float[,] last = chosen[^1];
        chosen[^1] = Head(last, last.GetLength(0) - (int)(excess / (1 - HeldOut)));
        float[,] table = Rows.Concatenate(chosen);
        Standardization standardization = Standardization.Of(table, [.. Enumerable.Range(0, table.GetLength(0)).Select(row => (long)row)]);
        float[][,] standardized = [.. chosen.Select(standardization.Apply)];
        return new EpochData(standardized, lag, standardized.Sum(trajectory => TrainingFrames(trajectory.GetLength(0)) - lag));
    }

    private static float[,] Head(float[,] trajectory, int frames) =>
        Rows.Select(trajectory, [.. Enumerable.Range(0, frames).Select(row => (long)row)]);
}
