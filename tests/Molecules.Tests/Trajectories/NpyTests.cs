using System.Text;
using LatentSim.Molecules;

namespace Molecules.Tests.Trajectories;

public sealed class NpyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void RowsComeBackAsTheyWere()
    {
        float[] values = [.. Enumerable.Range(0, 300_000).Select(i => i * 0.1f)];
        NpyFile.Write(folder.File("a.npy"), values, 3);
        float[,] read = NpyFile.Read(folder.File("a.npy"));
        Assert.Equal((100_000, 3), (read.GetLength(0), read.GetLength(1)));
        Assert.Equal(values, read.Cast<float>());
        Assert.Equal(NpyFile.HeaderSize + (4L * values.Length), new FileInfo(folder.File("a.npy")).Length);
    }

    [Fact]
    public void HeadersHaveOneSizeWhateverTheShape()
    {
        Assert.Equal(NpyFile.HeaderSize, NpyFile.Header(1, 1).Length);
        Assert.Equal(NpyFile.HeaderSize, NpyFile.Header(long.MaxValue, int.MaxValue).Length);
        Assert.Equal((byte)'\n', NpyFile.Header(long.MaxValue, int.MaxValue)[^1]);
    }

    [Fact]
    public void DoublePrecisionIsRounded()
    {
        double[] values = [1 / 3.0, -1e-300, 7];
        byte[] bytes = [.. Header("<f8", "(3,)"), .. values.SelectMany(BitConverter.GetBytes)];
        Assert.Equal([1 / 3f, -0f, 7f], Read(bytes).Cast<float>());
    }

    [Fact]
    public void DoublePrecisionIsKeptWhereItIsAskedFor()
    {
        double[] values = [1 / 3.0, -1e-300, 7, Math.PI, 1e300, 0];
        NpyFile.Write(folder.File("a.npy"), values, 2);
        double[,] read = NpyFile.ReadDoubles(folder.File("a.npy"));
        Assert.Equal((3, 2), (read.GetLength(0), read.GetLength(1)));
        Assert.Equal(values, read.Cast<double>());

        NpyFile.Write(folder.File("b.npy"), (float[])[0.1f, 3], 1);
        Assert.Equal([0.1f, 3.0], NpyFile.ReadDoubles(folder.File("b.npy")).Cast<double>());
        NpyFile.Write(folder.File("c.npy"), (double[])[1, double.NaN], 1);
        Assert.Contains("frame 1, column 0", Assert.Throws<InvalidInputException>(() => NpyFile.ReadDoubles(folder.File("c.npy"))).Message);
    }

    [Theory]
    [InlineData("(1000000000000, 1)", "bytes of data, expected 4000000000000")]
    [InlineData("(9223372036854775807, 2)", "expected 1 to 1048576 columns")]
    [InlineData("(2, 0)", "expected 1 to 1048576 columns")]
    [InlineData("(-1,)", "one- or two-dimensional")]
    [InlineData("()", "one- or two-dimensional")]
    [InlineData("(4,)", "8 bytes of data, expected 16")]
    public void ShapesThatDoNotFitTheFileAreRefusedBeforeMemoryIsTaken(string shape, string expected)
    {
        byte[] bytes = [.. Header("<f4", shape), .. new byte[8]];
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains(expected, Assert.Throws<InvalidInputException>(() => Read(bytes)).Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void NumbersThatAreNotFiniteAreNamed()
    {
        float[] values = [1, 2, 3, float.NaN];
        NpyFile.Write(folder.File("a.npy"), values, 2);
        Assert.Contains("frame 1, column 1", Assert.Throws<InvalidInputException>(() => NpyFile.Read(folder.File("a.npy"))).Message);
    }

    [Fact]
    public void TruncationAtEveryByteIsReported()
    {
        byte[] bytes = [.. NpyFile.Header(3, 2), .. new byte[24]];
        Assert.Equal(6, Read(bytes).Length);
        for (int length = 0; length < bytes.Length; length++)
            Assert.Contains("byte", Assert.Throws<InvalidInputException>(() => Read(bytes[..length])).Message);
    }

    [Fact]
    public void RandomDamageIsReportedOrHarmless()
    {
        byte[] bytes = [.. NpyFile.Header(3, 2), .. new byte[24]];
        var random = new Random(7);
        int reported = 0;
        for (int i = 0; i < 3000; i++)
        {
            byte[] damaged = [.. bytes];
            damaged[random.Next(80)] ^= (byte)(1 << random.Next(8));
            try
            {
                Read(damaged);
            }
            catch (InvalidInputException)
            {
                reported++;
            }
        }

        Assert.InRange(reported, 500, 2999);
    }

    [Fact]
    public void AFileThatIsNotThereIsNamed() =>
        Assert.Contains("no such file", Assert.Throws<InvalidInputException>(() => NpyFile.Read(folder.File("none.npy"))).Message);

    private static float[,] Read(byte[] bytes) => NpyFile.Read("test", new MemoryStream(bytes));

    private static byte[] Header(string type, string shape)
    {
        string dictionary = $"{{'descr': '{type}', 'fortran_order': False, 'shape': {shape}, }}\n";
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)dictionary.Length, 0, .. Encoding.ASCII.GetBytes(dictionary)];
    }
}
