using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Models.Tests")]
[assembly: InternalsVisibleTo("SrvEpoch")]
[assembly: InternalsVisibleTo("IntegratorStep")]
