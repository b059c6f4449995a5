using System.Runtime.CompilerServices;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Molecules.Random;

/// <summary>Several blocks of <see cref="Philox"/> under one key side by side: the same words, each in the lower half of 64 bits, below bits that mean nothing.</summary>
internal static class PhiloxLanes
{
    private const int Rounds = 10;
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;
    private const double UniformScale = 1.0 / 4294967296.0;

    /// <summary>The four words of each counter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (T X0, T X1, T X2, T X3) Block<T>(T c0, T c1, T c2, T c3, ulong seed)
        where T : unmanaged, INumberLanes<T>
    {
        (uint key0, uint key1) = ((uint)seed, (uint)(seed >> 32));
        T multiplier0 = T.CreateBits(Multiplier0);
        T multiplier1 = T.CreateBits(Multiplier1);
        for (int round = 0; round < Rounds; round++)
        {
            T product0 = T.MultiplyWords(c0, multiplier0);
            T product1 = T.MultiplyWords(c2, multiplier1);
            c0 = T.ShiftRight(product1, 32) ^ (c1 ^ T.CreateBits(key0));
            c1 = product1;
            c2 = T.ShiftRight(product0, 32) ^ (c3 ^ T.CreateBits(key1));
            c3 = product0;
            key0 += Weyl0;
            key1 += Weyl1;
        }

        return (c0, c1, c2, c3);
    }

    /// <summary>Words as uniform numbers in the open interval (0, 1), as <see cref="PhiloxStream.NextUniform"/> makes them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Uniform<T>(T word)
        where T : unmanaged, INumberLanes<T> => (LaneMath.FromWords(word) + T.Create(0.5)) * T.Create(UniformScale);

    /// <summary>Two words as two normal numbers that are not rounded yet, as <see cref="PhiloxStream.NextNormal"/> makes them: Box and Muller 1958.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (T First, T Second) Normals<T>(T word, T next)
        where T : unmanaged, INumberLanes<T>
    {
        T radius = T.Sqrt(T.Create(-2) * LaneMath.Log(Uniform(word)));
        (T sine, T cosine) = LaneMath.SinCosOfTurns(Uniform(next));
        return (radius * cosine, radius * sine);
    }
}
