using System.Runtime.Intrinsics;

namespace LatentSim.Models.Kernels.Grid;

/// <summary>From sums to features: shortcuts and leaky ReLU.</summary>
internal static unsafe class GridActivation
{
    private const float Slope = 0.01f;
    private const int Panel = GridSums.Panel;
    private const int Half = Panel / 2;

    /// <summary>Adds features to the sums of the same channels.</summary>
    public static void AddShortcut(GridFeatures shortcut, GridSums sums)
    {
        int points = sums.Points;
        for (int panel = 0; panel < GridSums.PanelsOf(shortcut.Channels); panel++)
        {
            int width = Math.Min(Panel, shortcut.Channels - (panel * Panel));
            for (int row = 0; row < points * points; row++)
            {
                float* sum = sums.Row(panel, row / points, row % points);
                float* feature = shortcut.Margin(row / points, row % points) + shortcut.Channels + (panel * Panel);
                for (int z = 0; z < points; z++, sum += Panel, feature += shortcut.Channels)
                    AddPoint(feature, sum, width);
            }
        }
    }

    /// <summary>Fills some channels of features with the leaky ReLU of slope 0.01 of sums.</summary>
    /// <param name="sums">The sums.</param>
    /// <param name="channels">How many channels of them.</param>
    /// <param name="features">What to fill.</param>
    /// <param name="firstChannel">Where in a point's channels.</param>
    public static void Store(GridSums sums, int channels, GridFeatures features, int firstChannel)
    {
        int points = sums.Points;
        for (int panel = 0; panel < GridSums.PanelsOf(channels); panel++)
        {
            int width = Math.Min(Panel, channels - (panel * Panel));
            for (int row = 0; row < points * points; row++)
            {
                float* sum = sums.Row(panel, row / points, row % points);
                float* feature = features.Margin(row / points, row % points) + features.Channels + firstChannel + (panel * Panel);
                for (int z = 0; z < points; z++, sum += Panel, feature += features.Channels)
                    StorePoint(sum, feature, width);
            }
        }
    }

    private static void AddPoint(float* feature, float* sum, int width)
    {
        if (width < Panel)
        {
            for (int channel = 0; channel < width; channel++)
                sum[channel] += feature[channel];
            return;
        }

        (Vector256.Load(sum) + Vector256.Load(feature)).Store(sum);
        (Vector256.Load(sum + Half) + Vector256.Load(feature + Half)).Store(sum + Half);
    }

    private static void StorePoint(float* sum, float* feature, int width)
    {
        if (width < Panel)
        {
            for (int channel = 0; channel < width; channel++)
                feature[channel] = sum[channel] < 0 ? Slope * sum[channel] : sum[channel];
            return;
        }

        Leaky(Vector256.Load(sum)).Store(feature);
        Leaky(Vector256.Load(sum + Half)).Store(feature + Half);
    }

    private static Vector256<float> Leaky(Vector256<float> x) => Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256<float>.Zero), Slope * x, x);
}
