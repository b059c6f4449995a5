using System.Text.Json.Nodes;
using LatentSim.Molecules;

namespace Interop.Tests;

/// <summary>NumPy reads the .npy files that we write, and we read those that it writes.</summary>
[Collection(OtherProgramsCollection.Name)]
public sealed class NpyInteropTests(OtherPrograms programs)
{
    private static readonly float[] Values = [0.1f, -2, 3e-20f, 4, float.MaxValue, -0.5f];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void NumPyReadsWhatWeWrite(int columns)
    {
        string path = programs.NewFile("npy");
        NpyFile.Write(path, Values, columns);
        JsonObject read = programs.Python(new JsonObject { ["do"] = "read numpy", ["file"] = path });
        Assert.Equal("<f4", read["dtype"]!.GetValue<string>());
        Assert.Equal([Values.Length / columns, columns], read["shape"]!.AsArray().Select(axis => axis!.GetValue<int>()));
        Assert.Equal(Values, read["values"]!.AsArray().Select(value => (float)value!.GetValue<double>()));
    }

    [Theory]
    [InlineData("<f4", "6", 1, 1)]
    [InlineData("<f4", "2,3", 3, 1)]
    [InlineData("<f8", "3,2", 2, 1)]
    [InlineData("<f8", "3,2", 2, 2)]
    [InlineData("<f4", "6,1", 1, 3)]
    public void WeReadWhatNumPyWrites(string type, string shape, int columns, int version)
    {
        string path = Written(type, shape, version, "C");
        float[,] read = NpyFile.Read(path);
        Assert.Equal((Values.Length / columns, columns), (read.GetLength(0), read.GetLength(1)));
        Assert.Equal(Values, read.Cast<float>());
    }

    [Theory]
    [InlineData("<f4", "3,2", "F", "Fortran order")]
    [InlineData(">f4", "6", "C", "little-endian")]
    [InlineData("<i8", "6", "C", "little-endian")]
    [InlineData("<f4", "1,2,3", "C", "two-dimensional")]
    public void OtherKindsAreRefusedWithTheirReason(string type, string shape, string order, string expected)
    {
        string path = Written(type, shape, 1, order, whole: true);
        Assert.Contains(expected, Assert.Throws<InvalidInputException>(() => NpyFile.Read(path)).Message);
    }

    private string Written(string type, string shape, int version, string order, bool whole = false)
    {
        string path = programs.NewFile("npy");
        programs.Python(new JsonObject
        {
            ["do"] = "write numpy",
            ["file"] = path,
            ["dtype"] = type,
            ["order"] = order,
            ["version"] = new JsonArray(version, 0),
            ["shape"] = new JsonArray([.. shape.Split(',').Select(axis => (JsonNode)int.Parse(axis))]),
            ["values"] = new JsonArray([.. Values.Select((value, i) => (JsonNode)(whole ? i : (double)value))]),
        });
        return path;
    }
}
