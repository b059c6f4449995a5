using System.CommandLine;
using BackmapperFrames;
using LatentSim.Models.ModelFile;
using LatentSim.Molecules;
using TorchSharp;

Option<string> model = new("--model") { Description = "A model file with a backmapper.", DefaultValueFactory = _ => "data/adp/adp-1ps.lsbox" };
Option<string> trajectory = new("--coarse") { Description = "A trajectory of its coarse sites.", DefaultValueFactory = _ => "data/adp/coarse.xtc" };
Option<int[]> walkers = new("--walkers") { Description = "Trajectories that step together.", DefaultValueFactory = _ => [1, 64], AllowMultipleArgumentsPerToken = true };
Option<double> seconds = new("--seconds") { Description = "How long each row is measured.", DefaultValueFactory = _ => 5 };

RootCommand command = new("Frames a second of a backmapper's kernel on one core, beside libtorch's rate of matrix products.") { model, trajectory, walkers, seconds };
command.SetAction(parsed =>
{
    const int FramesOfBlock = 64;
    const int MatrixSize = 256;
    Simulator simulator = Simulator.Load(parsed.GetValue(model)!);
    float[] coarse = Read(parsed.GetValue(trajectory)!);
    double time = parsed.GetValue(seconds);
    torch.set_num_threads(1);
    torch.Tensor left = torch.rand(MatrixSize, MatrixSize);
    torch.Tensor right = torch.rand(MatrixSize, MatrixSize);

    Console.WriteLine("                                  undisturbed       median   bytes allocated a call");
    Print("libtorch's products, GFLOP/s", Speed.Measure(time, 2e-9 * MatrixSize * MatrixSize * MatrixSize, () => left.matmul(right).Dispose()), "f1");
    foreach (int count in parsed.GetValue(walkers)!)
    {
        using CoarseBlocks blocks = new(simulator.CreateBackmapper(), coarse, count, Math.Max(1, FramesOfBlock / count));
        Print($"{count,4} together, frames/s", Speed.Measure(time, blocks.Frames, blocks.Backmap), "f0");
    }
});
return command.Parse(args).Invoke();

static float[] Read(string path)
{
    using ITrajectoryReader reader = TrajectoryFile.OpenRead(path);
    Frame frame = new(reader.AtomCount);
    List<float> positions = [];
    while (reader.ReadNext(frame))
        positions.AddRange(frame.Positions);
    return [.. positions];
}

static void Print(string what, Speed speed, string format) =>
    Console.WriteLine($"{what,-32} {speed.Undisturbed.ToString(format),12} {speed.Median.ToString(format),12} {speed.Bytes,12:f0}");
