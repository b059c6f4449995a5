namespace LatentSim.Engine.Training;

/// <summary>What users call the stages of training.</summary>
internal static class StageTitle
{
    /// <summary>The title of a stage.</summary>
    public static string Of(string stage) => stage switch
    {
        "srv" => "encoder",
        "mdn" => "propagator",
        "wgan" => "decoder",
        _ => stage,
    };
}
