using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What the batch normalizations share: y = weight (x - mean) / sqrt(var + eps) + bias, with running statistics for evaluation.</summary>
public abstract class NormBase : nn.Module<Tensor, Tensor>
{
    private Parameter? ownWeight;
    private Parameter? ownBias;
    private Tensor? runningMean;
    private Tensor? runningVariance;
    private Tensor? batchesTracked;

    public NormBase(long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name) : base(name)
    {
        this.num_features = num_features;
        this.eps = eps;
        this.momentum = momentum;
        this.affine = affine;
        this.track_running_stats = track_running_stats;
        if (affine)
        {
            weight = nn.Parameter(ones(num_features, dtype, device));
            bias = nn.Parameter(zeros(num_features, dtype, device));
        }
        if (!track_running_stats) return;
        running_mean = zeros(num_features, dtype, device);
        running_var = ones(num_features, dtype, device);
        num_batches_tracked = tensor(0L, device: device);
    }

    public long num_features { get; }

    public double eps { get; set; }

    public double? momentum { get; set; }

    public bool affine { get; }

    public bool track_running_stats { get; }

    public Parameter weight
    {
        get => ownWeight!;
        set => SetParameter(nameof(weight), ref ownWeight, value);
    }

    public Parameter? bias
    {
        get => ownBias;
        set => SetParameter(nameof(bias), ref ownBias, value);
    }

    public Tensor? running_mean
    {
        get => runningMean;
        set => SetBuffer(nameof(running_mean), ref runningMean, value);
    }

    public Tensor? running_var
    {
        get => runningVariance;
        set => SetBuffer(nameof(running_var), ref runningVariance, value);
    }

    public Tensor? num_batches_tracked
    {
        get => batchesTracked;
        set => SetBuffer(nameof(num_batches_tracked), ref batchesTracked, value);
    }

    public void reset_running_stats()
    {
        if (!track_running_stats) return;
        running_mean!.zero_();
        running_var!.fill_(1);
        num_batches_tracked!.zero_();
    }

    public void reset_parameters()
    {
        reset_running_stats();
        if (!affine) return;
        nn.init.ones_(weight);
        nn.init.zeros_(bias!);
    }

    /// <exception cref="ArgumentException">The input has the wrong number of dimensions.</exception>
    protected abstract void ValidateInputDimensions(Tensor input);
}
