namespace LatentSim.Analysis.Reports;

/// <summary>A number with an error bar.</summary>
/// <param name="Value">The number; null draws nothing.</param>
/// <param name="Error">Half the bar's length: a standard error; null draws no bar.</param>
public readonly record struct PlotPoint(double? Value, double? Error);
