using System.CommandLine;
using LatentSim.Models.ModelFile;
using PipelineFrames;

Option<string> model = new("--model") { Description = "A model file with all three stages.", DefaultValueFactory = _ => "data/adp/adp.lsbox" };
Option<int[]> walkers = new("--walkers") { Description = "Trajectories that step together.", DefaultValueFactory = _ => [1, 64, 512], AllowMultipleArgumentsPerToken = true };
Option<int> frames = new("--frames") { Description = "Frames of a block.", DefaultValueFactory = _ => 1024 };
Option<double> seconds = new("--seconds") { Description = "How long each number of walkers is measured.", DefaultValueFactory = _ => 5 };

RootCommand command = new("Microseconds a frame of each stage of a model on one core, kernels alone.") { model, walkers, frames, seconds };
command.SetAction(parsed =>
{
    Simulator simulator = Simulator.Load(parsed.GetValue(model)!);
    Console.WriteLine("walkers stage           us/frame, least      median  bytes/block");
    foreach (int count in parsed.GetValue(walkers)!)
    {
        Pipeline pipeline = new(simulator, count, Math.Max(1, parsed.GetValue(frames) / count));
        StageTime[] stages = pipeline.Run(parsed.GetValue(seconds));
        foreach (StageTime stage in stages)
            Print(count, stage.Name, 1e6 * stage.Least / pipeline.Frames, 1e6 * stage.Median / pipeline.Frames, stage.Bytes);
        Print(count, "all", stages.Sum(stage => 1e6 * stage.Least / pipeline.Frames), stages.Sum(stage => 1e6 * stage.Median / pipeline.Frames), stages.Sum(stage => stage.Bytes));
        Console.WriteLine($"{count,7} checksum of the first block: {pipeline.Checksum:x16}");
    }
});
return command.Parse(args).Invoke();

static void Print(int walkers, string stage, double least, double median, long bytes) =>
    Console.WriteLine($"{walkers,7} {stage,-12} {least,18:f2} {median,11:f2} {bytes,12}");
