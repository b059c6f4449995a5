using LatentSim.Molecules.Random;
using TorchSharp;

namespace LatentSim.Models.Devices;

/// <summary>
/// Which words of a row's stream become which of its random numbers, when these are drawn one after the other as from a <see cref="PhiloxStream"/>: a uniform
/// number takes one word; the first of two normal numbers takes two, and leaves the second of the pair for the next (Box and Muller 1958).
/// </summary>
internal sealed class DrawPlan
{
    private const double UniformScale = 1.0 / 4294967296.0;
    private readonly torch.Tensor? radiusWords;
    private readonly torch.Tensor? angleWords;
    private readonly torch.Tensor? uniformWords;
    private readonly torch.Tensor order;

    /// <summary>Plans the draws of a row.</summary>
    /// <param name="isNormal">For each draw: whether it is from N(0, 1) rather than uniform on (0, 1).</param>
    /// <param name="device">Where the numbers are made.</param>
    public DrawPlan(IReadOnlyList<bool> isNormal, TorchDevice device)
    {
        List<int> pairs = [];
        List<int> uniforms = [];
        List<(bool IsNormal, int Place)> draws = [];
        bool hasSpare = false;
        foreach (bool normal in isNormal)
        {
            if (!normal)
            {
                draws.Add((false, uniforms.Count));
                uniforms.Add(Words++);
                continue;
            }

            if (!hasSpare)
            {
                pairs.Add(Words);
                Words += 2;
            }

            draws.Add((true, (2 * pairs.Count) - (hasSpare ? 1 : 2)));
            hasSpare = !hasSpare;
        }

        radiusWords = pairs.Count == 0 ? null : device.Indices(pairs);
        angleWords = pairs.Count == 0 ? null : device.Indices(pairs.Select(word => word + 1));
        uniformWords = uniforms.Count == 0 ? null : device.Indices(uniforms);
        order = device.Indices(draws.Select(draw => draw.IsNormal ? draw.Place : (2 * pairs.Count) + draw.Place));
    }

    /// <summary>How many words of its stream a row takes.</summary>
    public int Words { get; }

    /// <summary>The numbers of each row, [row, draw], in double precision; normal ones are not rounded to single precision yet.</summary>
    public torch.Tensor Draw(PhiloxTensors random, BlockRows rows, RandomPurpose purpose, int attempt = 0)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor uniforms = (random.Words(rows, purpose, attempt, Words).to(torch.ScalarType.Float64) + 0.5) * UniformScale;
        List<torch.Tensor> parts = [];
        if (radiusWords is not null && angleWords is not null)
        {
            torch.Tensor radius = (uniforms.index_select(1, radiusWords).log() * -2).sqrt();
            torch.Tensor angle = uniforms.index_select(1, angleWords) * (2 * Math.PI);
            parts.Add(torch.stack([radius * angle.cos(), radius * angle.sin()], 2).flatten(1));
        }

        if (uniformWords is not null)
            parts.Add(uniforms.index_select(1, uniformWords));
        return torch.cat(parts, 1).index_select(1, order).MoveToOuterDisposeScope();
    }
}
