#!/usr/bin/env bash
# Sets up what the tests need, runs every test, and ends with one line: N passed, N failed, N skipped.
set -uo pipefail
cd "$(dirname "$0")"

need_packages() {
  local missing=()
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  local run=""
  [ "$(id -u)" -eq 0 ] || run="sudo"
  echo "test.sh: installing ${missing[*]}"
  $run apt-get update -qq && DEBIAN_FRONTEND=noninteractive $run apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# The programs that tests/Interop.Tests compares with.
if command -v apt-get >/dev/null; then
  need_packages python3-mdtraj python3-mdanalysis python3-simtk python3-scipy python3-sklearn python3-websockets python3-msgpack gromacs chromium || echo "test.sh: could not install the programs that tests/Interop.Tests needs; those tests will fail"
else
  echo "test.sh: no apt-get here; tests/Interop.Tests needs MDTraj, MDAnalysis, OpenMM, SciPy, scikit-learn, websockets and msgpack for /usr/bin/python3, gmx, and chromium"
fi
# Builds the page of the live view, and drives it in tests/Interop.Tests.
if ! command -v npm >/dev/null; then
  command -v apt-get >/dev/null && need_packages nodejs npm || echo "test.sh: no npm here, and it could not be installed; the page is left out, and its tests will fail"
fi
./setup.sh || exit 1

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
dotnet build LatentSim.sln -c Release --nologo -v quiet || { echo "test.sh: the build failed"; exit 1; }
for project in tests/*/*.csproj; do
  name=$(basename "$project" .csproj)
  dotnet test "$project" -c Release --no-build --nologo --logger "trx;LogFileName=$name.trx" --results-directory "$results" -v quiet || echo "test.sh: $name did not pass"
done

passed=0 failed=0 skipped=0 silent=0
for project in tests/*/*.csproj; do
  name=$(basename "$project" .csproj)
  counters=$(grep -o '<Counters [^>]*>' "$results/$name.trx" 2>/dev/null | head -n 1)
  if [ -z "$counters" ]; then
    echo "test.sh: $name reported no result"
    silent=$((silent + 1))
    continue
  fi
  count() { sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<<"$counters"; }
  passed=$((passed + $(count passed)))
  failed=$((failed + $(count failed) + $(count error) + $(count timeout) + $(count aborted)))
  skipped=$((skipped + $(count total) - $(count executed)))
done
failed=$((failed + silent))
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
