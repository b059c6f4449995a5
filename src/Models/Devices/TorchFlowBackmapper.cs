using LatentSim.Models.Backmapper;
using LatentSim.Models.Stages;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Random;
using TorchSharp;

namespace LatentSim.Models.Devices;

/// <summary>
/// <see cref="FlowBackmapper"/> on a device: the same draws from the same random numbers, all walkers of a block at once, step after step. Random numbers and what
/// coarse frames alone give are computed for the whole block beforehand.
/// </summary>
internal sealed class TorchFlowBackmapper : IBackmapper
{
    private const string StageName = "backmapper";
    private readonly TorchDevice device;
    private readonly FlowBackmapperWeights weights;
    private readonly TorchFlow flow;
    private readonly TorchBackmapperCondition condition;
    private readonly TorchScaler scaler;
    private readonly TorchPlacement placement;
    private readonly TorchContacts? contacts;
    private readonly TorchRedraw redraw;
    private readonly SeedFinder seedFinder;

    /// <summary>Copies a trained backmapper to a device.</summary>
    /// <exception cref="ArgumentException">Sizes do not agree.</exception>
    /// <exception cref="LatentSim.Molecules.InvalidInputException">The rows are not Z-matrices.</exception>
    public TorchFlowBackmapper(FlowBackmapperWeights weights, TorchDevice device)
    {
        if (FlowBackmapperCheck.Problem(weights) is { } problem)
            throw new ArgumentException(problem, nameof(weights));

        this.device = device;
        this.weights = weights;
        BackmapperCondition rows = new(weights);
        flow = new TorchFlow(weights.Flow, device);
        condition = new TorchBackmapperCondition(rows, weights, device);
        scaler = new TorchScaler(rows.AtomScaler, device);
        placement = new TorchPlacement(rows.Atoms, device);
        contacts = weights.Contacts is null ? null : new TorchContacts(weights.Contacts, device);
        redraw = new TorchRedraw(flow, RandomPurpose.Backmapper);
        seedFinder = new SeedFinder(weights.Seeds, weights.Sites, weights.Atoms);
    }

    /// <inheritdoc/>
    public int Sites => weights.Sites;

    /// <inheritdoc/>
    public int Atoms => weights.Atoms;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The blocks are not of the same steps and walkers, or not of this backmapper's sizes.</exception>
    /// <exception cref="NonFiniteStateException">A position that is not finite was given or computed.</exception>
    public void Backmap(ulong seed, FrameBlock coarse, Span<float> previous, FrameBlock atoms)
    {
        BlockCheck.Throw(coarse, Sites, atoms, Atoms);
        if (previous.Length != coarse.Walkers * Atoms * 3)
            throw new ArgumentException($"{previous.Length} previous values, expected {coarse.Walkers} x {Atoms} x 3.", nameof(previous));

        float[] state = previous.ToArray();
        if (coarse.FirstStep == 0 && weights.UsesPrevious)
            FillSeeds(coarse.Step(0), state);
        device.Run(() => Backmap(new PhiloxTensors(seed), coarse, state, atoms));
        state.CopyTo(previous);
    }

    // Once in a run: what it costs to look for the nearest training frame on the host does not count.
    private void FillSeeds(ReadOnlySpan<float> coarse, Span<float> previous)
    {
        for (int walker = 0; walker < coarse.Length / (Sites * 3); walker++)
            seedFinder.Fill(coarse.Slice(walker * Sites * 3, Sites * 3), previous.Slice(walker * Atoms * 3, Atoms * 3));
    }

    private void Backmap(PhiloxTensors random, FrameBlock coarse, float[] state, FrameBlock atoms)
    {
        int walkers = coarse.Walkers;
        BlockRows rows = BlockRows.Of(coarse.FirstStep, coarse.Steps, coarse.FirstWalker, walkers, device);
        torch.Tensor sites = device.TensorOf(coarse).reshape(-1, Sites, 3);
        torch.Tensor bases = flow.DrawBase(random, rows, RandomPurpose.Backmapper);
        torch.Tensor features = condition.OfSites(sites);
        torch.Tensor frames = device.Upload(state, walkers, Atoms, 3);
        torch.Tensor? before = weights.UsesPrevious ? condition.OfSitesOf(frames) : null;

        torch.Tensor[] steps = new torch.Tensor[coarse.Steps];
        for (int step = 0; step < steps.Length; step++)
        {
            using DisposeScope scope = torch.NewDisposeScope();
            long first = (long)step * walkers;
            torch.Tensor now = features.narrow(0, first, walkers).MoveToOuterDisposeScope();
            torch.Tensor conditions = before is null ? now : torch.cat([now, before, condition.OfAtoms(frames)], 1);
            frames = Draw(random, rows.Narrow(first, walkers), bases.narrow(0, first, walkers), conditions, sites.narrow(0, first, walkers)).MoveToOuterDisposeScope();
            steps[step] = frames;
            before = before is null ? null : now;
        }

        DeviceOutput.HandOn(device, torch.stack(steps, 0), atoms, StageName, isLast: true, () => TorchDevice.Download(frames, state));
    }

    private torch.Tensor Draw(PhiloxTensors random, BlockRows rows, torch.Tensor bases, torch.Tensor conditions, torch.Tensor sites)
    {
        DrawnFrames drawn = Place(flow.Invert(bases, conditions), sites);
        if (contacts is not null)
            redraw.Run(random, rows, bases, conditions, drawn, (variables, some) => Place(variables, sites.index_select(0, some)));
        return drawn.Frames;
    }

    private DrawnFrames Place(torch.Tensor variables, torch.Tensor sites)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor positions = placement.Place(scaler.ToCoordinates(variables), DrawnFrames.ToGeometry(sites)).Positions;
        torch.Tensor frames = DrawnFrames.OfGeometry(positions);
        torch.Tensor overlaps = contacts?.Deficits(DrawnFrames.ToGeometry(frames)) ?? torch.zeros(variables.shape[0], dtype: torch.ScalarType.Float64, device: device.Torch);
        return new DrawnFrames(frames, overlaps).MoveToOuterDisposeScope();
    }
}
