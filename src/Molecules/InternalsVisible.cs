using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Molecules.Tests")]
[assembly: InternalsVisibleTo("LatentSim.Models")]
[assembly: InternalsVisibleTo("Models.Tests")]
