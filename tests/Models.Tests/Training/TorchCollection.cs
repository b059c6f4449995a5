namespace Models.Tests.Training;

/// <summary>Tests that use torch: its seed and thread count belong to the process, so they run one after the other.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TorchCollection
{
    public const string Name = "torch";
}
