using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What the convolutions share: a kernel [out, in / groups, ...] and a bias, uniform in +-1/sqrt(fan in).</summary>
public abstract class Convolution : nn.Module<Tensor, Tensor>
{
    private Parameter? ownWeight;
    private Parameter? ownBias;

    protected Convolution(string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[]? padding, Padding? padding_type, long[] dilation, bool transposed, long[] output_padding, long groups, bool bias, PaddingModes padding_mode, Device? device = null, ScalarType? dtype = null) : base(name)
    {
        this.in_channels = in_channels;
        this.out_channels = out_channels;
        this.kernel_size = kernel_size;
        this.stride = stride;
        this.padding = padding_type is null ? padding ?? new long[kernel_size.Length] : null;
        this.padding_type = padding_type;
        this.dilation = dilation;
        this.transposed = transposed;
        this.output_padding = output_padding;
        this.groups = groups;
        this.padding_mode = padding_mode;
        long[] channels = transposed ? [in_channels, out_channels / groups] : [out_channels, in_channels / groups];
        weight = nn.Parameter(empty([.. channels, .. kernel_size], dtype, device));
        if (bias) this.bias = nn.Parameter(empty(out_channels, dtype, device));
        reset_parameters();
    }

    public long in_channels { get; }

    public long out_channels { get; }

    public bool transposed { get; }

    public Padding? padding_type { get; private set; }

    public long[]? padding { get; private set; }

    public PaddingModes padding_mode { get; set; }

    public long groups { get; set; }

    public long[] kernel_size { get; set; }

    public long[] stride { get; set; }

    public long[] dilation { get; set; }

    public long[] output_padding { get; set; }

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

    public void reset_parameters()
    {
        nn.init.kaiming_uniform_(weight, Math.Sqrt(5));
        if (bias is null) return;
        var (fanIn, _) = nn.init.CalculateFanInAndFanOut(weight);
        var bound = 1 / Math.Sqrt(fanIn);
        nn.init.uniform_(bias, -bound, bound);
    }

    protected bool ValidateShape(Tensor input, long dimensions) =>
        (input.ndim == dimensions + 2 && input.size(1) == in_channels) || (input.ndim == dimensions + 1 && input.size(0) == in_channels);

    /// <summary>The padding, the last dimension first, before and after: what <see cref="nn.functional.pad"/> takes.</summary>
    private protected long[] PaddingAround()
    {
        var around = new long[2 * kernel_size.Length];
        for (var k = 0; k < kernel_size.Length; k++)
        {
            var place = 2 * (kernel_size.Length - 1 - k);
            var same = padding_type == Padding.Same ? dilation[k] * (kernel_size[k] - 1) : 0;
            around[place] = padding?[k] ?? same / 2;
            around[place + 1] = padding?[k] ?? same - same / 2;
        }
        return around;
    }
}
