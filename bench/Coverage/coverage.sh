#!/usr/bin/env bash
# Do the error bars of a latent space simulator cover the truth as often as they claim? Trains encoder and propagator on each of several Trp-cage trajectories
# in turn, as little MD each as the paper had, compares 100 walkers of the same length with all other trajectories, and counts.
#   latentsim simulate config/trp-cage.yaml; bench/Coverage/coverage.sh [FIRST [LAST [FOLDER]]]      # trajectories 0 to 17; about two minutes each
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
first=${1:-0} last=${2:-17} folder=${3:-runs/coverage}
latentsim=${LATENTSIM:-./latentsim}
data=$PWD/reference/trp-cage
walkers=100 frames=1050
mkdir -p "$folder"

for ((k = first; k <= last; k++)); do
  name=$(printf %04d "$k")
  others=()
  for file in "$data"/*.xtc; do [ "$(basename "$file")" = "$name.xtc" ] || others+=("$file"); done
  settings=(--set "data.training=[$data/$name.xtc]" --set "data.held-out=[$(IFS=,; echo "${others[*]}")]" --set decoder=none)
  $latentsim train config/trp-cage.yaml "${settings[@]}" --out "$folder/$name.lsbox" > "$folder/$name.log" 2>&1
  $latentsim run "$folder/$name.lsbox" --walkers $walkers --frames $frames --out "$folder/$name" >> "$folder/$name.log" 2>&1
  $latentsim evaluate "$folder/$name" --reference config/trp-cage.yaml "${settings[@]}" --json "$folder/$name.json" >> "$folder/$name.log" 2>&1
  echo "trajectory $k: $(grep -E '^ *(pass|FAIL|fail)? *t_[0-9]: distance' "$folder/$name.log" | grep -oE '[0-9]+\.[0-9]+ ' | tr '\n' ' ')"
done

# Each line above is one model: the distances of t_1, t_2, t_3 from the truth in total errors.
python3 - "$folder" <<'PYTHON'
import glob, json, sys
rows = [row for file in sorted(glob.glob(sys.argv[1] + "/*.json")) for row in json.load(open(file))["runs"][0]["rows"]]
for k in (1, 2, 3):
    distances = [row["value"] for row in rows if row["figure"].startswith(f"t_{k}: distance")]
    if distances:
        one, two = (sum(d <= limit for d in distances) for limit in (1, 2))
        print(f"t_{k}: {one} of {len(distances)} within one total error (claimed 68 %), {two} within two (claimed 95 %)")
PYTHON
