using System.CommandLine;
using LatentSim.Models.Stages;
using LatentSim.Models.Weights;
using TorchSharp;
using VoxelFrames;

Option<int[]> walkers = new("--walkers") { Description = "Trajectories that step together.", DefaultValueFactory = _ => [1, 64], AllowMultipleArgumentsPerToken = true };
Option<int> rounds = new("--rounds") { Description = "Rounds of measurement.", DefaultValueFactory = _ => 10 };

RootCommand command = new("Frames a second of the published voxel backmapper's kernel on one core, beside matrix products of as many operations with libtorch.") { walkers, rounds };
command.SetAction(parsed =>
{
    VoxelBackmapperWeights weights = PublishedSizes.Weights();
    double operations = PublishedSizes.Operations(weights.Decoder, weights.Grid.Points);
    Console.WriteLine(FormattableString.Invariant($"{operations / 1e9:f3} GFLOP a frame"));
    Console.WriteLine("                              by the clock            by processor time");

    torch.set_num_threads(1);
    torch.Tensor left = torch.rand(weights.Grid.Count, 27 * 32);
    torch.Tensor right = torch.rand(27 * 32, 32);
    double product = 2.0 * weights.Grid.Count * 27 * 32 * 32;
    Speed matrix = Speed.Measure(parsed.GetValue(rounds), 10, product / operations, () => left.matmul(right).Dispose());
    Print("libtorch's products", matrix);
    foreach (int count in parsed.GetValue(walkers)!)
        Print($"kernel, {count} together", Frames(count));

    Speed Frames(int count)
    {
        IBackmapper backmapper = weights.CreateBackmapper();
        using FrameBlock coarse = FrameBlock.Rent(1, 1, 0, count, PublishedSizes.Sites);
        using FrameBlock atoms = FrameBlock.Rent(1, 1, 0, count, PublishedSizes.Atoms);
        PublishedSizes.Positions(count * PublishedSizes.Sites).CopyTo(coarse.Values);
        float[] previous = PublishedSizes.Positions(count * PublishedSizes.Atoms);
        return Speed.Measure(parsed.GetValue(rounds), Math.Max(1, 16 / count), count, () => backmapper.Backmap(1, coarse, previous, atoms));
    }

    void Print(string what, Speed speed) => Console.WriteLine(FormattableString.Invariant(
        $"{what,-24} {speed.Wall,8:f1} frames/s {speed.Wall * operations / 1e9,6:f1} GFLOP/s {speed.Processor,8:f1} frames/s {speed.Processor * operations / 1e9,6:f1} GFLOP/s"));
});
return command.Parse(args).Invoke();
