using LatentSim.Models.Stages;

namespace LatentSim.Actors.Tests;

/// <summary>A call of a fake stage.</summary>
internal sealed record StageCall(string Stage, string Slot, int FirstWalker, long FirstStep, int Steps);

/// <summary>Makes the fake stages of a slot. Whatever is to go wrong is put into <see cref="OnCall"/>, which each of them calls first.</summary>
internal sealed class FakeStages
{
    private int created;

    public Action<StageCall> OnCall { get; set; } = _ => { };

    /// <summary>A walker whose latents are not finite from a step on.</summary>
    public (int Walker, long Step)? NotFinite { get; set; }

    /// <summary>The only slot where that is so; null for all.</summary>
    public string? NotFiniteOn { get; set; }

    public int Created => created;

    public StageFactories On(string slot, int stages = 3) => new(
        () => new Propagator(Count(), slot),
        stages > 1 ? () => new Decoder(Count(), slot) : null,
        stages > 2 ? () => new Backmapper(Count(), slot) : null);

    public DeviceSlot[] Slots(int count, int stages = 3) =>
        Enumerable.Range(0, count).Select(i => new DeviceSlot($"cpu:{i}", On($"cpu:{i}", stages))).ToArray();

    // What a stage that runs out of memory in the middle leaves of a state.
    private void Call(StageCall call, Span<float> state)
    {
        try
        {
            OnCall(call);
        }
        catch (OutOfMemoryException)
        {
            state.Fill(-1);
            throw;
        }
    }

    private FakeStages Count()
    {
        Interlocked.Increment(ref created);
        return this;
    }

    private sealed class Propagator(FakeStages fakes, string slot) : IPropagator
    {
        public int Dimension => FakeMath.Dimension;

        public void Propagate(ulong seed, LatentBlock block, Span<float> state)
        {
            fakes.Call(new StageCall("propagator", slot, block.FirstWalker, block.FirstStep, block.Steps), state);
            for (int step = 0; step < block.Steps; step++)
            {
                for (int i = 0; i < state.Length; i++)
                {
                    (int walker, long absolute) = (block.FirstWalker + (i / Dimension), block.FirstStep + step);
                    state[i] = FakeMath.Latent(seed, walker, absolute, i % Dimension, state[i]);
                    if (fakes.NotFinite is { } bad && bad.Walker == walker && absolute >= bad.Step && slot == (fakes.NotFiniteOn ?? slot))
                        state[i] = float.NaN;
                }

                state.CopyTo(block.Step(step));
            }
        }
    }

    private sealed class Decoder(FakeStages fakes, string slot) : IDecoder
    {
        public int Sites => FakeMath.Sites;

        public void Decode(ulong seed, LatentBlock latents, FrameBlock coarse)
        {
            fakes.OnCall(new StageCall("decoder", slot, latents.FirstWalker, latents.FirstStep, latents.Steps));
            int size = Sites * 3;
            for (int step = 0; step < coarse.Steps; step++)
            {
                for (int i = 0; i < coarse.Walkers * size; i++)
                {
                    float latent = latents.Step(step)[(i / size * FakeMath.Dimension) + (i % size % FakeMath.Dimension)];
                    coarse.Step(step)[i] = FakeMath.Coarse(seed, coarse.FirstWalker + (i / size), coarse.FirstStep + step, i % size, latent);
                }
            }
        }
    }

    private sealed class Backmapper(FakeStages fakes, string slot) : IBackmapper
    {
        public int Sites => FakeMath.Sites;

        public int Atoms => FakeMath.Atoms;

        public void Backmap(ulong seed, FrameBlock coarse, Span<float> previous, FrameBlock atoms)
        {
            fakes.Call(new StageCall("backmapper", slot, coarse.FirstWalker, coarse.FirstStep, coarse.Steps), previous);
            (int size, int coarseSize) = (Atoms * 3, Sites * 3);
            for (int step = 0; step < atoms.Steps; step++)
            {
                for (int i = 0; i < previous.Length; i++)
                {
                    float site = coarse.Step(step)[(i / size * coarseSize) + (i % size % coarseSize)];
                    previous[i] = FakeMath.Atom(seed, atoms.FirstWalker + (i / size), atoms.FirstStep + step, i % size, site, previous[i]);
                }

                previous.CopyTo(atoms.Step(step));
            }
        }
    }
}
