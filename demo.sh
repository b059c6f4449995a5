#!/usr/bin/env bash
# Builds LatentSim and streams the shipped model of alanine dipeptide; --retrain first trains it anew from the shipped MD.
set -euo pipefail
cd "$(dirname "$0")"

case " $* " in *" --retrain "*) ./setup.sh ;; esac
echo "Building (about a minute the first time) ..."
dotnet build src/Engine -c Release --nologo -v quiet
exec dotnet src/Engine/bin/Release/net10.0/latentsim.dll demo "$@"
