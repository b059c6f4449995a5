using LatentSim.Models.Weights;

namespace LatentSim.Models.Training;

/// <summary>Fits a state-free reversible VAMPnet to pairs of frames: epochs of Adam's steps on batches of chains, the best on held-out pairs kept.</summary>
internal sealed class SrvFit
{
    private readonly SrvOptions options;
    private readonly float[,] data;
    private readonly LaggedChains training;
    private readonly ChainBatch validation;
    private readonly System.Random random;
    private readonly SrvNetwork network;
    private readonly SrvPass pass;
    private readonly SrvParameters gradient;
    private readonly AdamStep adam;
    private readonly LearningRate learningRate;
    private readonly ReversibleVampGradient loss;
    private readonly DeflationProjection? deflation;
    private readonly ChainBatch batch = new();
    private readonly FrameTable functions;
    private readonly FrameTable functionGradient;

    /// <summary>Prepares.</summary>
    /// <param name="data">[frame, feature], standardized.</param>
    /// <param name="pairs">The pairs of frames.</param>
    /// <param name="options">How.</param>
    /// <param name="seed">Seeds initial weights and batches.</param>
    /// <param name="deflated">What the functions are to be uncorrelated with; null for nothing.</param>
    public SrvFit(float[,] data, LaggedPairs pairs, SrvOptions options, int seed, DeflationTable? deflated = null)
    {
        this.options = options;
        this.data = data;
        training = LaggedChains.Link(pairs.Training, pairs.Lag);
        validation = LaggedChains.Link(pairs.Validation, pairs.Lag).All();
        random = new System.Random(seed);
        SrvShape shape = new(data.GetLength(1), options.HiddenWidth, options.HiddenLayers, options.Eigenfunctions);
        network = new SrvNetwork(shape, FeatureMoments.Of(data, training.All()), random);
        pass = new SrvPass(network, data);
        gradient = new SrvParameters(shape);
        adam = new AdamStep(gradient.All.Length, options.WeightDecay);
        learningRate = new LearningRate(options.Schedule, options.LearningRate, options.Epochs * training.Batches(options.BatchSize), Math.Max(1, options.Patience / 2));
        loss = new ReversibleVampGradient(shape.Outputs, options.Ridge);
        deflation = deflated is null ? null : new DeflationProjection(deflated);
        functions = new FrameTable(shape.Outputs);
        functionGradient = new FrameTable(shape.Outputs);
    }

    /// <summary>Trains.</summary>
    /// <param name="progress">Hears of every epoch.</param>
    /// <param name="cancellation">Ends training; the best weights so far are kept.</param>
    /// <returns>The network with its best weights, and how training went.</returns>
    /// <exception cref="TrainingDivergedException">A loss is not finite.</exception>
    public (Perceptron Network, StageMetrics Metrics) Run(ITrainingProgress? progress, CancellationToken cancellation)
    {
        StageMetrics metrics = new TrainingLoop(SrvTraining.Stage, options.Epochs, options.Patience, progress, cancellation)
            .Run(network, epoch => TrainEpoch(epoch, cancellation), EndEpoch);
        return (network.ToPerceptron(), metrics);
    }

    /// <summary>Takes the steps of an epoch.</summary>
    /// <returns>The mean loss.</returns>
    internal double TrainEpoch(int epoch, CancellationToken cancellation)
    {
        double sum = 0;
        long pairs = 0;
        foreach (ChainBatch dealt in training.Deal(options.BatchSize, random, batch))
        {
            sum += Step(dealt, epoch) * dealt.Pairs;
            pairs += dealt.Pairs;
            if (cancellation.IsCancellationRequested)
                break;
        }

        return sum / pairs;
    }

    /// <summary>The loss on held-out pairs.</summary>
    internal double ValidationLoss()
    {
        SrvEvaluation.Of(network.ToPerceptron(), data, validation, functions);
        Deflate(validation);
        return loss.Of(validation, functions, null);
    }

    private double EndEpoch()
    {
        double value = ValidationLoss();
        learningRate.EpochEnded(value);
        return value;
    }

    private double Step(ChainBatch dealt, int epoch)
    {
        pass.Forward(dealt, functions);
        Deflate(dealt);
        double value = loss.Of(dealt, functions, functionGradient);
        if (!double.IsFinite(value))
            throw new TrainingDivergedException(SrvTraining.Stage, "training", value, epoch);

        deflation?.RemoveFromGradient(functionGradient);
        pass.Backward(dealt, functionGradient, gradient);
        adam.Take(network.Parameters.All, gradient.All, learningRate.Next());
        return value;
    }

    private void Deflate(ChainBatch dealt)
    {
        deflation?.Begin(dealt);
        deflation?.Remove(functions);
    }
}
