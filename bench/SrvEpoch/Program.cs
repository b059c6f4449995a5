using System.CommandLine;
using SrvEpoch;

Option<DirectoryInfo?> data = new("--data") { Description = "A folder with one .pdb file and .xtc trajectories; synthetic features of the same shape when none is given." };
Option<string[]> torsions = new("--torsions")
{
    Description = "Torsions whose cosines and sines are features: backbone, omega, side-chains.",
    DefaultValueFactory = _ => ["backbone", "side-chains"],
    AllowMultipleArgumentsPerToken = true,
};
Option<int> lag = new("--lag") { Description = "Frames.", DefaultValueFactory = _ => 1 };
Option<int> pairs = new("--pairs") { Description = "Training pairs an epoch.", DefaultValueFactory = _ => 125_000 };
Option<int> rounds = new("--rounds") { Description = "Rounds; in each, one program after the other.", DefaultValueFactory = _ => 3 };
Option<int> epochs = new("--epochs") { Description = "Our epochs a round.", DefaultValueFactory = _ => 10 };
Option<int> peerEpochs = new("--peer-epochs") { Description = "The peer's epochs a round; 0 leaves it out.", DefaultValueFactory = _ => 3 };
Option<string> python = new("--python") { Description = "The interpreter that has torch.", DefaultValueFactory = _ => "python3" };

RootCommand command = new("Times an epoch of SRV training, ours and a PyTorch program's, on the same pairs and one core.")
{
    data, torsions, lag, pairs, rounds, epochs, peerEpochs, python,
};
command.SetAction(parsed =>
{
    float[][,] features = parsed.GetValue(data) is { } folder
        ? MolecularFeatures.Read(folder, parsed.GetValue(torsions)!)
        : SyntheticFeatures.Make(trajectories: 20, frames: 5001, columns: 32);
    EpochData table = EpochData.Of(features, parsed.GetValue(lag), parsed.GetValue(pairs));
    using PeerProgram peer = new(parsed.GetValue(python)!, table);
    List<EpochTime> ours = [];
    List<EpochTime> theirs = [];
    for (int round = 0; round < parsed.GetValue(rounds); round++)
    {
        ours.AddRange(OurEpochs.Measure(table, parsed.GetValue(epochs), seed: round + 1));
        if (parsed.GetValue(peerEpochs) > 0)
            theirs.AddRange(peer.Measure(parsed.GetValue(peerEpochs)));
    }

    EpochReport.Print(table, ours, theirs);
});
return command.Parse(args).Invoke();
