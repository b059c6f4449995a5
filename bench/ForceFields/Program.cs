using System.CommandLine;
using ForceFields;
using LatentSim.Molecules.ForceFields;
using TorchSharp;

Argument<FileInfo> system = new("system") { Description = "A System that OpenMM serialized." };
Argument<FileInfo> trajectory = new("trajectory") { Description = "Frames of its molecule." };
Option<int> frames = new("--frames") { Description = "How many, evenly spaced.", DefaultValueFactory = _ => 500 };
Option<int> batch = new("--batch") { Description = "Frames that tensors hold at once when time is taken.", DefaultValueFactory = _ => 64 };
Option<double> seconds = new("--seconds") { Description = "How long each computation is timed.", DefaultValueFactory = _ => 2 };
Option<string> device = new("--device") { Description = "Where tensors are.", DefaultValueFactory = _ => "cpu" };
Option<string> python = new("--python") { Description = "The interpreter that has OpenMM; empty: no comparison.", DefaultValueFactory = _ => "/usr/bin/python3" };

RootCommand command = new("Compares energies and forces with OpenMM's on frames of a trajectory, and times them.")
{
    system, trajectory, frames, batch, seconds, device, python,
};
command.SetAction(parsed =>
{
    torch.set_num_threads(1);
    FileInfo xml = parsed.GetRequiredValue(system);
    ForceField forceField = SystemXmlFile.Read(xml.FullName);
    double[][] positions = SpacedFrames.Read(parsed.GetRequiredValue(trajectory).FullName, parsed.GetValue(frames), forceField.AtomCount);
    string interpreter = parsed.GetValue(python)!;
    double[]? theirs = interpreter.Length > 0 ? OpenMmRows.Of(interpreter, xml.FullName, positions) : null;
    Console.WriteLine($"{xml.Name}: {forceField.AtomCount} atoms, {positions.Length} frames");
    foreach (IEvaluation evaluation in Evaluations.All(forceField, parsed.GetValue(device)!, parsed.GetValue(batch)))
    {
        using (evaluation)
        {
            string agreement = theirs is null ? "" : Agreement.Of(theirs, positions.Select(evaluation.Row)).ToString();
            Console.WriteLine($"{evaluation.Name,-16} {FrameRate.Of(evaluation, positions, parsed.GetValue(seconds)),10:f0} frames/s  {agreement}");
        }
    }
});
return command.Parse(args).Invoke();
