namespace Interop.Tests;

/// <summary>Shares the started programs among the test classes.</summary>
[CollectionDefinition(Name)]
public sealed class OtherProgramsCollection : ICollectionFixture<OtherPrograms>
{
    public const string Name = "other programs";
}
