using LatentSim.Models.Integrators;
using LatentSim.Models.Training;
using LatentSim.Molecules.Particles;
using static Models.Tests.Integrators.SymplecticSamples;

namespace Models.Tests.Integrators;

public sealed class SymplecticTrainingTests
{
    private static readonly IntegratorData Data = new(Periodic(8) with { Mass = new SweepRange(1, 10) }, 0.1, 100, 20, 3);

    private static readonly SymplecticOptions Options = new()
    {
        Spacing = 0.02,
        Trajectories = 4,
        StatesPerTrajectory = 10,
        Candidates = 3,
        Iterations = 6,
        Knots = 8,
        Projection = false,
    };

    private static readonly Lazy<(SymplecticWeights Weights, StageMetrics Metrics)> Trained = new(() => SymplecticTraining.Train(Data, Options));

    // Fixed seeds: one number each, no chance. The ratios were 11 and more when this was written.
    [Fact]
    public void ItIsFarMoreAccurateThanTheLeapfrogOfTheSameStages()
    {
        SymplecticWeights learned = Trained.Value.Weights;
        SymplecticWeights leapfrog = Plain with { Spacing = learned.Spacing };
        Assert.True(PositionError(learned) < 0.2 * PositionError(leapfrog));
        Assert.True(EnergyError(learned) < 0.3 * EnergyError(leapfrog));
    }

    [Fact]
    public void ItKeepsItsEnergyFarLonger()
    {
        SymplecticWeights learned = Trained.Value.Weights;
        double kept = LargestDeviation(learned, 0.4, 200);
        double lost = LargestDeviation(Plain with { Spacing = learned.Spacing }, 0.4, 200);
        Assert.True(kept < 0.25 * lost, $"{kept} against {lost}");
    }

    [Fact]
    public void TrainingTellsHowItWent()
    {
        (SymplecticWeights weights, StageMetrics metrics) = Trained.Value;
        Assert.Null(weights.Problem(Data.System));
        Assert.Equal(SymplecticTraining.Stage, metrics.Stage);
        Assert.Equal(metrics.Epochs[^1].Epoch, metrics.BestEpoch);
        Assert.True(metrics.Epochs[^1].TrainingLoss < metrics.Epochs[0].TrainingLoss);
    }

    [Fact]
    public void TheSameSweepGivesTheSameWeights()
    {
        SymplecticOptions few = Options with { Trajectories = 2, StatesPerTrajectory = 4, Iterations = 2 };
        SymplecticWeights first = SymplecticTraining.Train(Data, few).Weights;
        SymplecticWeights second = SymplecticTraining.Train(Data, few).Weights;
        Assert.Equal(first.Quadratic, second.Quadratic);
        Assert.Equal(first.Processor, second.Processor);
    }

    [Fact]
    public void AnInterruptKeepsWhatThereIs()
    {
        using TrainingInterrupt interrupt = new();
        (SymplecticWeights weights, StageMetrics metrics) = SymplecticTraining.Train(
            Data, Options with { Trajectories = 2, StatesPerTrajectory = 4 }, new EndAtOnce(interrupt), interrupt);
        Assert.Equal(TrainingStop.Interrupted, metrics.Stop);
        Assert.Single(metrics.Epochs);
        Assert.Null(weights.Problem());
        interrupt.Stop();
        Assert.Throws<OperationCanceledException>(() => SymplecticTraining.Train(Data, Options, null, interrupt));
    }

    [Fact]
    public void WhatMakesNoSenseIsRefused()
    {
        Assert.Throws<ArgumentException>(() => SymplecticTraining.Train(Data, Options with { Spacing = 0 }));
        Assert.Throws<ArgumentException>(() => SymplecticTraining.Train(Data, Options with { Spacing = 2 }));
        Assert.Throws<ArgumentException>(() => SymplecticTraining.Train(Data, Options with { Knots = 3 }));
        Assert.Throws<ArgumentException>(() => SymplecticTraining.Train(Data, Options with { Knots = 1000 }));
        Assert.Throws<ArgumentException>(() => SymplecticTraining.Train(Data with { System = Periodic(1) }, Options));
    }

    private static double PositionError(SymplecticWeights weights) => Math.Sqrt(Enumerable.Range(0, 8).Average(i =>
    {
        double[] frame = Frame(Data.System, 1, 100 + i);
        double[] truth = Frame(Data.System, 1, 100 + i, 3.1);
        double[] after = Advance(weights.CreateIntegrator(Data.System, 0.1), frame, 1);
        return Enumerable.Range(0, 24).Average(k => Math.Pow(after[k] - truth[k], 2));
    }));

    private static double EnergyError(SymplecticWeights weights)
    {
        ParticleEnergy energy = new(Data.System);
        return Math.Sqrt(Enumerable.Range(0, 8).Average(i =>
        {
            double[] frame = Frame(Data.System, 1, 100 + i);
            return Math.Pow(energy.Total(Advance(weights.CreateIntegrator(Data.System, 0.1), frame, 1), 1, 1) - energy.Total(frame, 1, 1), 2);
        }));
    }

    private static double LargestDeviation(SymplecticWeights weights, double timestep, int steps)
    {
        ParticleEnergy energy = new(Data.System);
        IIntegrator integrator = weights.CreateIntegrator(Data.System, timestep);
        double[] frame = Frame(Data.System, 1, 200);
        double start = energy.Total(frame, 1, 1);
        double[] state = State(integrator, frame, 1);
        double largest = 0;
        for (int i = 0; i < steps; i++)
        {
            integrator.Step(state);
            integrator.Read(state, frame);
            largest = Math.Max(largest, Math.Abs(energy.Total(frame, 1, 1) - start));
        }

        return largest;
    }

    private sealed class EndAtOnce(TrainingInterrupt interrupt) : ITrainingProgress
    {
        public void Report(TrainingEpoch epoch) => interrupt.EndStage();
    }
}
