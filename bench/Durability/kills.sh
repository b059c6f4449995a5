#!/usr/bin/env bash
# Nothing lost, nothing twice: one run is killed (kill -9) at random instants, resumed each time on devices chosen at random, and compared, byte for byte,
# with a run that nobody disturbed. Ends with '50 of 50'. An instant is up to LIFE seconds after a process was started, so that some fall before it computes.
#   bench/Durability/kills.sh [KILLS [SEED [FRAMES [LIFE [FOLDER]]]]]      # 50 kills, seed 1, 60000 frames a walker, 2 s: some minutes
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
kills=${1:-50} seed=${2:-1} frames=${3:-60000} life=${4:-2} folder=${5:-$(mktemp -d)}
latentsim=${LATENTSIM:-./latentsim}
model=data/adp/adp.lsbox
devices=(cpu:0 cpu:0,cpu:1 cpu:1)
often=(--checkpoint-seconds 0.2 --checkpoint-share 0.5)
RANDOM=$seed

"$latentsim" run "$model" --walkers 16 --frames "$frames" --seed 3 --out "$folder/whole" --devices cpu:0,cpu:1 2>/dev/null

killed=0
# Starts or resumes, and kills after a random time; counts only processes that were still running.
kill_once() {
  "$latentsim" "$@" 2>"$folder/log" &
  local process=$! milliseconds
  milliseconds=$((RANDOM * life * 1000 / 32768))
  sleep "$(printf '%d.%03d' $((milliseconds / 1000)) $((milliseconds % 1000)))"
  if kill -9 "$process" 2>/dev/null; then killed=$((killed + 1)); fi
  local code=0
  wait "$process" 2>/dev/null || code=$?
  case $code in
    137) ;;
    0) echo "the run was complete after $killed kills: give more FRAMES, or a shorter LIFE" >&2; exit 1 ;;
    *) echo "exit code $code: $(tail -1 "$folder/log")" >&2; exit 1 ;;
  esac
}

survived=0
for ((k = 0; k < kills; k++)); do
  chosen=${devices[RANDOM % 3]}
  if [ -f "$folder/killed/run.yaml" ]; then
    kill_once resume "$folder/killed" --devices "$chosen" "${often[@]}"
  else
    rm -rf "$folder/killed"
    kill_once run "$model" --walkers 16 --frames "$frames" --seed 3 --out "$folder/killed" --devices "$chosen" "${often[@]}"
  fi
  survived=$((survived + 1))
done

"$latentsim" resume "$folder/killed" --devices "${devices[RANDOM % 3]}" 2>"$folder/log"
diff -rq "$folder/whole/walkers" "$folder/killed/walkers"
cmp "$folder/whole/observables.json" "$folder/killed/observables.json"
echo "$survived of $kills"
