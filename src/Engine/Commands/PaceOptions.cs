using System.CommandLine;
using LatentSim.Engine.Runs;

namespace LatentSim.Engine.Commands;

/// <summary>The options of how often a run makes checkpoints and how large its blocks are.</summary>
internal sealed class PaceOptions
{
    private readonly Option<double?> seconds = new("--checkpoint-seconds") { Description = "Seconds between checkpoints; a run that is killed computes as much again, or more where checkpoints are expensive. 10 for a new run.", HelpName = "S" };
    private readonly Option<long?> frames = new("--checkpoint-frames") { Description = "Frames, over all walkers, after which a checkpoint is made even sooner; 0, as in a new run, for none.", HelpName = "N" };
    private readonly Option<double?> share = new("--checkpoint-share") { Description = "The largest share of the run's time that checkpoints may take; they come less often where they would take more. 0.01 for a new run; 1 for no limit.", HelpName = "X" };
    private readonly Option<int?> blocks = new("--frames-per-block") { Description = "About how many frames are computed at once, over the walkers of a shard; chosen unless told. It does not change trajectories.", HelpName = "N" };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(seconds);
        command.Options.Add(frames);
        command.Options.Add(share);
        command.Options.Add(blocks);
    }

    /// <summary>What was given.</summary>
    public RunPace Read(ParseResult arguments) => new()
    {
        CheckpointSeconds = arguments.GetValue(seconds),
        CheckpointFrames = arguments.GetValue(frames),
        CheckpointShare = arguments.GetValue(share),
        FramesPerBlock = arguments.GetValue(blocks),
    };
}
