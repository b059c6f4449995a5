namespace Models.Tests.Training;

internal static class AssertClose
{
    /// <summary>Asserts that numbers differ by no more than a tolerance, absolute below 1 and relative above.</summary>
    public static void All(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            double allowed = tolerance * Math.Max(1, Math.Abs(expected[i]));
            Assert.True(Math.Abs(expected[i] - actual[i]) <= allowed, $"Number {i} is {actual[i]}, expected {expected[i]} within {allowed}.");
        }
    }
}
