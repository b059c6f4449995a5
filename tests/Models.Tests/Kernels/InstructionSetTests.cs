using LatentSim.Models.Decoder;
using LatentSim.Models.Integrators;
using LatentSim.Models.Kernels;
using LatentSim.Models.Propagator;
using LatentSim.Models.Stages;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Numerics;
using LatentSim.Molecules.Particles;
using Models.Tests.Integrators;

namespace Models.Tests.Kernels;

/// <summary>Every kernel makes the same bits with every instruction set, also with one that this processor has to emulate, and in every batch.</summary>
public sealed class InstructionSetTests
{
    private static readonly InstructionSet[] Sets = Enum.GetValues<InstructionSet>();
    private static readonly int[] Batches = [1, 2, 3, 4, 5, 6, 7, 13, 50];

    public static TheoryData<int, int, int> Layers => new() { { 1, 1, 1 }, { 3, 7, 8 }, { 5, 9, 16 }, { 11, 33, 17 }, { 24, 100, 50 }, { 53, 113, 60 }, { 8, 250, 129 } };

    // The sums are made here one product at a time, so that a lane, a tail or an order that is wrong shows.
    [Theory]
    [MemberData(nameof(Layers))]
    public void SumsAreThoseOfOneProductAfterAnother(int inputs, int hidden, int outputs)
    {
        Perceptron perceptron = RandomWeights.Perceptron(new System.Random(inputs), Activation.Relu, inputs, hidden, outputs);
        float[] rows = RandomWeights.Normals(new System.Random(2), Batches.Max() * inputs);
        float[] expected = [.. rows.Chunk(inputs).SelectMany(row => Plain(perceptron, row))];
        foreach (InstructionSet set in Sets)
        {
            PerceptronKernel kernel = new(perceptron, set);
            foreach (int batch in Batches)
                Assert.Equal(expected, Evaluate(kernel, rows, batch));
        }
    }

    [Theory]
    [InlineData(Activation.Identity)]
    [InlineData(Activation.Relu)]
    [InlineData(Activation.Tanh)]
    [InlineData(Activation.Swish)]
    public void PerceptronsAgreeBitForBit(Activation activation)
    {
        Perceptron perceptron = RandomWeights.Perceptron(new System.Random(4), activation, 13, 75, 104, 39);
        float[] rows = RandomWeights.Normals(new System.Random(5), Batches.Max() * 13, 2);
        float[] expected = Evaluate(new PerceptronKernel(perceptron, InstructionSet.Avx2), rows, 1);
        foreach (InstructionSet set in Sets)
        {
            PerceptronKernel kernel = new(perceptron, set);
            foreach (int batch in Batches)
                Assert.Equal(expected, Evaluate(kernel, rows, batch));
        }
    }

    [Theory]
    [InlineData(1, 1, new[] { 20 })]
    [InlineData(3, 24, new[] { 100, 100 })]
    [InlineData(4, 5, new[] { 30 })]
    [InlineData(9, 7, new[] { 17, 40 })]
    [InlineData(2, 6, new int[0])]
    public void PropagatorsAgreeBitForBit(int dimension, int components, int[] hidden)
    {
        int[] sizes = [dimension, .. hidden, components * (1 + (2 * dimension))];
        MixtureDensityWeights weights = new(dimension, components, 1e-3f, RandomWeights.Perceptron(new System.Random(6), Activation.Tanh, sizes));
        StartLatents starts = new(dimension, RandomWeights.Normals(new System.Random(7), 20 * dimension));
        const int Steps = 5;
        const int Walkers = 60;
        float[] expected = Propagate(new MixtureDensityPropagator(weights, starts, InstructionSet.Avx2), Steps, Walkers, 1);
        Assert.True(expected.Chunk(dimension).Select(latent => latent[0]).Distinct().Count() > 4 * Walkers);
        foreach (InstructionSet set in Sets)
        {
            MixtureDensityPropagator propagator = new(weights, starts, set);
            foreach (int batch in new[] { 2, 5, 7, Walkers })
                Assert.Equal(expected, Propagate(propagator, Steps, Walkers, batch));
        }
    }

    [Fact]
    public void GeneratorsAgreeBitForBit()
    {
        const int Sites = 7;
        WganDecoderWeights weights = new(
            11, 2, RandomWeights.Perceptron(new System.Random(8), Activation.Swish, 13, 50, 40, 3 * Sites), RandomWeights.Normals(new System.Random(9), 3 * Sites),
            RandomWeights.Normals(new System.Random(10), 3 * Sites));
        float[] expected = Decode(new WganDecoder(weights, InstructionSet.Avx2), Sites, 1);
        foreach (InstructionSet set in Sets)
        {
            WganDecoder decoder = new(weights, set);
            foreach (int batch in new[] { 2, 7, 60 })
                Assert.Equal(expected, Decode(decoder, Sites, batch));
        }
    }

    [Theory]
    [InlineData(new[] { 32, 32 }, Activation.Relu)]
    [InlineData(new[] { 7, 40 }, Activation.Tanh)]
    [InlineData(new[] { 20 }, Activation.Swish)]
    public void LstmIntegratorsAgreeBitForBit(int[] units, Activation activation)
    {
        ParticleSystem system = RandomLstm.Fluid(3);
        LstmIntegratorWeights weights = RandomLstm.Weights(system, units: units, activation: activation, residual: true);
        double[] start = RandomLstm.States(new LstmIntegrator(weights, system), 30);
        double[] expected = Integrate(new LstmIntegrator(weights, system, InstructionSet.Avx2), start, 1);
        foreach (InstructionSet set in Sets)
        {
            LstmIntegrator integrator = new(weights, system, set);
            foreach (int batch in new[] { 2, 7, 30 })
                Assert.Equal(expected, Integrate(integrator, start, batch));
        }
    }

    private static float[] Evaluate(PerceptronKernel kernel, float[] rows, int batch)
    {
        int count = rows.Length / kernel.Inputs;
        float[] outputs = new float[count * kernel.Outputs];
        for (int row = 0; row < count; row += batch)
            kernel.Evaluate(rows.AsSpan(row * kernel.Inputs), outputs.AsSpan(row * kernel.Outputs), Math.Min(batch, count - row));
        return outputs;
    }

    // [walker, step, m].
    private static float[] Propagate(MixtureDensityPropagator propagator, int steps, int walkers, int batch)
    {
        int dimension = propagator.Dimension;
        float[] all = new float[walkers * steps * dimension];
        for (int first = 0; first < walkers; first += batch)
        {
            using LatentBlock block = LatentBlock.Rent(0, steps, first, Math.Min(batch, walkers - first), dimension);
            propagator.Propagate(3, block, new float[block.Walkers * dimension]);
            for (int row = 0; row < steps * block.Walkers; row++)
                block.Values.Slice(row * dimension, dimension).CopyTo(all.AsSpan((((first + (row % block.Walkers)) * steps) + (row / block.Walkers)) * dimension));
        }

        return all;
    }

    private static float[] Decode(WganDecoder decoder, int sites, int batch)
    {
        const int Frames = 60;
        float[] latents = RandomWeights.Normals(new System.Random(11), 2 * Frames);
        List<float> frames = [];
        for (int first = 0; first < Frames; first += batch)
        {
            using LatentBlock block = LatentBlock.Rent(2, 1, first, Math.Min(batch, Frames - first), 2);
            latents.AsSpan(2 * first, block.Values.Length).CopyTo(block.Values);
            using FrameBlock coarse = FrameBlock.Rent(2, 1, first, block.Walkers, sites);
            decoder.Decode(4, block, coarse);
            frames.AddRange(coarse.Values);
        }

        return [.. frames];
    }

    private static double[] Integrate(LstmIntegrator integrator, double[] start, int batch)
    {
        double[] states = [.. start];
        for (int step = 0; step < 2; step++)
        {
            for (int at = 0; at < states.Length; at += batch * integrator.StateLength)
                integrator.Step(states.AsSpan(at, Math.Min(batch * integrator.StateLength, states.Length - at)));
        }

        return states;
    }

    private static float[] Plain(Perceptron perceptron, float[] input)
    {
        float[] values = input;
        for (int i = 0; i < perceptron.Layers.Count; i++)
        {
            DenseLayer layer = perceptron.Layers[i];
            float[] sums = [.. layer.Bias];
            for (int output = 0; output < layer.Outputs; output++)
            {
                for (int k = 0; k < layer.Inputs; k++)
                    sums[output] = MathF.FusedMultiplyAdd(values[k], layer.Weights[(output * layer.Inputs) + k], sums[output]);
            }

            values = i < perceptron.Layers.Count - 1 ? [.. sums.Select(sum => sum < 0 ? 0 : sum)] : sums;
        }

        return values;
    }
}
