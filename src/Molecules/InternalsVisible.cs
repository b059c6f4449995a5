using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Molecules.Tests")]
