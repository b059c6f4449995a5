using LatentSim.Models.Integrators;
using LatentSim.Models.Training;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Particles;
using Models.Tests.Integrators;
using TorchSharp;

namespace Models.Tests.Training;

[Collection(TorchCollection.Name)]
public sealed class LstmIntegratorTrainingTests
{
    private const double Timestep = 0.4;
    private static readonly ParticleSystem Oscillator = new()
    {
        Potential = ParticlePotential.Harmonic, Mass = new SweepRange(1, 2), Start = new SweepRange(-2, -1), VerletTimestep = 0.01,
    };

    private static readonly IntegratorData Data = new(Oscillator, Timestep, Simulations: 40, Duration: 20, Seed: 3);
    private static readonly LstmIntegratorOptions Quick = new() { Units = [16], Dropout = 0, BatchSize = 64, LearningRate = 1e-2, Epochs = 25, WindowsPerEpoch = 1280 };

    public static TheoryData<int[], Activation, bool, bool> Networks() => new()
    {
        { [32, 32], Activation.Relu, true, false },
        { [32, 32], Activation.Tanh, true, true },
        { [20], Activation.Identity, false, false },
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void AgreesWithItsKernel(int[] units, Activation activation, bool normalized, bool residual)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Device device = new TorchSettings { Seed = 3 }.Apply();
        ParticleSystem system = RandomLstm.Fluid(4);
        int features = 2 * system.CoordinateCount;
        LstmIntegratorOptions options = new() { Units = units, Activation = activation, BatchNormalization = normalized, Residual = residual };
        using LstmIntegratorNetwork network = new(features, options, device);
        for (int i = 0; i < 30; i++)
            network.forward(torch.rand(50, options.Window, features) * 2);
        network.eval();
        torch.Tensor windows = torch.rand(20, options.Window, features);
        float[] made = network.forward(windows).detach().data<float>().ToArray();

        // A box so wide that no position of a residual network is wrapped.
        FeatureScaling scaling = new(new double[features], [.. Enumerable.Repeat(1.0, features)]);
        float[] outputScale = [.. Enumerable.Range(0, features).Select(i => residual ? 0.01f * (i + 1) : 1)];
        IIntegrator integrator = network.ToWeights(scaling, outputScale).CreateIntegrator(system with { Size = 1000 }, Timestep);
        float[] old = windows.data<float>().ToArray();
        double[] states = [.. old.Select(x => (double)x)];
        integrator.Step(states);

        for (int walker = 0; walker < 20; walker++)
        {
            int newest = ((walker + 1) * integrator.StateLength) - features;
            float[] expected = [.. Enumerable.Range(0, features).Select(i => residual ? old[newest + i] + (outputScale[i] * made[(walker * features) + i]) : made[(walker * features) + i])];
            AssertClose.All(expected, [.. states.AsSpan(newest, features).ToArray().Select(x => (float)x)], 1e-5);
        }
    }

    // Half a thousand steps teach it to a small part of what a step moves.
    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 1)]
    [InlineData(true, 3)]
    public void LearnsAStepOfAnOscillator(bool residual, int rollOut)
    {
        LstmIntegratorOptions options = Quick with { Residual = residual, RollOut = rollOut };
        LstmIntegratorWeights weights = LstmIntegratorTraining.Train(Data, options, new TorchSettings()).Weights;

        double[] truth = SweepFrames.Of(Data, new ParticleState(1.5, 1, [-1.7], [0]));
        IIntegrator integrator = weights.CreateIntegrator(Oscillator, Timestep);
        double[] state = new double[integrator.StateLength];
        double[] frame = new double[2];
        double error = 0;
        double moved = 0;
        for (int target = 2 * integrator.Window; target < truth.Length; target += 2)
        {
            integrator.Start(truth.AsSpan(target - integrator.StateLength, integrator.StateLength), 1.5, 1, state);
            integrator.Step(state);
            integrator.Read(state, frame);
            error += Math.Abs(frame[0] - truth[target]);
            moved += Math.Abs(truth[target] - truth[target - 2]);
        }

        Assert.True(error < 0.2 * moved, $"The step is wrong by {error / moved} of itself.");
    }

    [Fact]
    public void TheSameSeedGivesTheSameIntegrator()
    {
        LstmIntegratorOptions options = Quick with { Epochs = 2, Dropout = 0.1 };
        LstmIntegratorWeights first = LstmIntegratorTraining.Train(Data, options, new TorchSettings()).Weights;
        LstmIntegratorWeights second = LstmIntegratorTraining.Train(Data, options, new TorchSettings()).Weights;
        LstmIntegratorWeights other = LstmIntegratorTraining.Train(Data, options, new TorchSettings { Seed = 2 }).Weights;
        Assert.Equal(first.Layers[0].InputWeights, second.Layers[0].InputWeights);
        Assert.NotEqual(first.Layers[0].InputWeights, other.Layers[0].InputWeights);
    }

    [Fact]
    public void EndsEarlyOrGivesUpWhenAsked()
    {
        using TrainingInterrupt interrupt = new();
        StageMetrics metrics = LstmIntegratorTraining.Train(Data, Quick, new TorchSettings(), new EndStageAfter(interrupt, 2), interrupt).Metrics;
        Assert.Equal((2, TrainingStop.Interrupted), (metrics.Epochs.Count, metrics.Stop));
        interrupt.Stop();
        Assert.Throws<OperationCanceledException>(() => LstmIntegratorTraining.Train(Data, Quick, new TorchSettings(), null, interrupt));
    }

    [Fact]
    public void OptionsAndSweepsThatMakeNoSenseAreRefused()
    {
        Refused(Data, Quick with { Window = 0 });
        Refused(Data, Quick with { Units = [] });
        Refused(Data, Quick with { Units = [32, 0] });
        Refused(Data, Quick with { Dropout = 1 });
        Refused(Data, Quick with { RollOut = 0 });
        Refused(Data, Quick with { ValidationFraction = 0 });
        Refused(Data, Quick with { WindowsPerEpoch = 1 });
        Refused(Data with { Duration = 1 }, Quick);
        Refused(Data with { Simulations = 100_000_000 }, Quick);
    }

    // A position that crosses the edge of the box has moved a little, not by the box: the loss of a residual network is that of the unwrapped trajectory.
    [Fact]
    public void AResidualLossSeesTheNearestImage()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Device device = new TorchSettings().Apply();
        ParticleSystem system = RandomLstm.Fluid(1);
        FeatureScaling scaling = new([-3, -3, -3, 0, 0, 0], [6, 6, 6, 1, 1, 1]);
        LstmIntegratorOptions options = new() { Window = 1, Residual = true, Dropout = 0 };
        using LstmIntegratorNetwork network = new(6, options, device);
        network.eval();
        float[] frame = [0.98f, 0.5f, 0.3f, 0.1f, 0.2f, 0.3f];
        float[] next = [1.01f, 0.6f, 0.25f, 0.2f, 0.1f, 0.3f];
        float[] wrapped = [next[0] - 1, .. next[1..]];

        double Loss(float[] target)
        {
            torch.Tensor table = torch.tensor(frame.Concat(target).ToArray(), [2L, 6]);
            LstmRollOut loss = new(network, options, table, new FrameWindows([0], [0]), system, scaling);
            return loss.Mean(torch.tensor(new long[] { 0 })).ToDouble();
        }

        Assert.Equal(Loss(next), Loss(wrapped), 1e-4 * Loss(next));
    }

    private static void Refused(IntegratorData data, LstmIntegratorOptions options) =>
        Assert.Throws<ArgumentException>(() => LstmIntegratorTraining.Train(data, options, new TorchSettings()));

    private sealed class EndStageAfter(TrainingInterrupt interrupt, int epochs) : ITrainingProgress
    {
        public void Report(TrainingEpoch epoch)
        {
            if (epoch.Epoch == epochs)
                interrupt.EndStage();
        }
    }
}
