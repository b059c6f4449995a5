using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LatentSim.Actors;
using LatentSim.Analysis;
using LatentSim.Molecules;

namespace LatentSim.Engine.Runs;

/// <summary>Adds the potential energies of frames (<see cref="RunningPotential"/>) to the statistics that a run keeps anyway.</summary>
/// <param name="others">These.</param>
/// <param name="walkers">Walkers of the run.</param>
/// <param name="typical">The energy of any frame of the molecule, kJ/mol.</param>
/// <param name="limit">The energy above which frames are drawn again, kJ/mol; null where there is none.</param>
/// <remarks>As bytes: int32, the length of the others' state, little-endian; that state; the energies' state.</remarks>
internal sealed class EnergyStatistics(IRunStatistics others, int walkers, double typical, double? limit) : IRunStatistics
{
    /// <summary>What the energies are called in observables.json.</summary>
    public const string Key = "potentialEnergy";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The energies in a run's observables.json; null where there are none.</summary>
    public static PotentialEstimates? Read(string path)
    {
        if (!File.Exists(path) || JsonNode.Parse(File.ReadAllText(path)) is not JsonObject document)
            return null;
        return document[Key].Deserialize<PotentialEstimates>(Options);
    }

    /// <inheritdoc/>
    public IRunObservables Resume(byte[] state)
    {
        (byte[] ofOthers, RunningPotential energies) = Split(state);
        return new Running(others.Resume(ofOthers), energies);
    }

    /// <inheritdoc/>
    public string Report(byte[] state)
    {
        (byte[] ofOthers, RunningPotential energies) = Split(state);
        JsonObject document = JsonNode.Parse(others.Report(ofOthers))!.AsObject();
        document[Key] = JsonSerializer.SerializeToNode(energies.Estimate(), Options);
        return document.ToJsonString(Options);
    }

    private (byte[] Others, RunningPotential Energies) Split(byte[] state)
    {
        if (state.Length == 0)
            return ([], new RunningPotential(walkers, typical, limit));
        int length = state.Length < sizeof(int) ? -1 : BinaryPrimitives.ReadInt32LittleEndian(state);
        if (length < 0 || length > state.Length - sizeof(int))
            throw new InvalidInputException("observables of the checkpoint", "", "expected the length of the statistics beside the energies");
        int end = sizeof(int) + length;
        return (state[sizeof(int)..end], RunningPotential.FromBytes(walkers, typical, limit, state.AsSpan(end)));
    }

    private sealed class Running(IRunObservables others, RunningPotential energies) : IRunObservables
    {
        public void Add(ShardBlock block)
        {
            others.Add(block);
            energies.Add(block.Frames!);
        }

        public byte[] Save()
        {
            byte[] ofOthers = others.Save();
            byte[] length = new byte[sizeof(int)];
            BinaryPrimitives.WriteInt32LittleEndian(length, ofOthers.Length);
            return [.. length, .. ofOthers, .. energies.ToBytes()];
        }
    }
}
