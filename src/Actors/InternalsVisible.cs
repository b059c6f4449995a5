using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Actors.Tests")]
