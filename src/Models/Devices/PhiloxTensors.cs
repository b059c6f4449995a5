using LatentSim.Molecules.Random;
using TorchSharp;

namespace LatentSim.Models.Devices;

/// <summary>
/// Philox4x32-10 (Salmon et al. 2011) for all rows of a block at once: the words of <see cref="PhiloxStream"/>, in the same order and bit for bit, by
/// integer operations of 64 bits, whose products wrap around modulo 2^64.
/// </summary>
/// <param name="seed">The run's seed, the key.</param>
internal sealed class PhiloxTensors(ulong seed)
{
    /// <summary>Words of one block of the generator.</summary>
    public const int WordsPerBlock = 4;

    private const int Rounds = 10;
    private const long Mask = 0xFFFFFFFF;
    private const long Multiplier0 = 0xD2511F53;
    private const long Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;

    /// <summary>The first words of a stream of each row.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="purpose">What the numbers are for.</param>
    /// <param name="attempt">0, or for the n-th redraw n.</param>
    /// <param name="words">How many of each row.</param>
    /// <returns>[row, word], int64, rounded up to whole blocks of the generator.</returns>
    public torch.Tensor Words(BlockRows rows, RandomPurpose purpose, int attempt, int words)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        int blocks = (words + WordsPerBlock - 1) / WordsPerBlock;
        long first = ((long)purpose << 24) | ((long)attempt << 16);
        torch.Tensor c0 = rows.Walker;
        torch.Tensor c1 = torch.arange(first, first + blocks, torch.ScalarType.Int64, rows.Walker.device).unsqueeze(0);
        torch.Tensor c2 = rows.StepLow;
        torch.Tensor c3 = rows.StepHigh;
        torch.Tensor mask = torch.tensor(Mask);
        torch.Tensor half = torch.tensor(32L);
        (uint key0, uint key1) = ((uint)seed, (uint)(seed >> 32));
        for (int round = 0; round < Rounds; round++)
        {
            torch.Tensor product0 = c0 * Multiplier0;
            torch.Tensor product1 = c2 * Multiplier1;
            c0 = Upper(product1).bitwise_xor(c1.bitwise_xor(torch.tensor((long)key0)));
            c1 = product1.bitwise_and(mask);
            c2 = Upper(product0).bitwise_xor(c3.bitwise_xor(torch.tensor((long)key1)));
            c3 = product0.bitwise_and(mask);
            key0 += Weyl0;
            key1 += Weyl1;
        }

        long[] shape = [rows.Walker.shape[0], blocks];
        torch.Tensor[] all = [c0.expand(shape), c1.expand(shape), c2.expand(shape), c3.expand(shape)];
        return torch.stack(all, 2).reshape(shape[0], blocks * WordsPerBlock).MoveToOuterDisposeScope();

        // The shift keeps a sign that the product may have wrapped into; the mask takes it off.
        torch.Tensor Upper(torch.Tensor product) => product.bitwise_right_shift(half).bitwise_and(mask);
    }
}
