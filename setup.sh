#!/usr/bin/env bash
# Finds or installs libtorch (and OpenBLAS), and compiles the native half of bundled/TorchSharp into build/native.
# Does nothing when that is up to date. Looks for libtorch in $LIBTORCH, in an installed Python torch, and among
# Debian's packages, in this order.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

source_file=bundled/TorchSharp/native/LatentTorch.cpp
folder=build/native
library=$folder/libLatentTorch.so
stamp=$folder/libLatentTorch.stamp

say() { echo "setup: $*"; }
fail() { echo "setup: error: $*" >&2; exit 1; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo -n "$@"
  else return 1
  fi
}

install_packages() {
  command -v apt-get >/dev/null || return 1
  say "installing $*"
  as_root apt-get update -qq || return 1
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null || return 1
}

# Sets include_folder and library_folder to the first libtorch that has headers.
find_libtorch() {
  local root
  if [ -n "${LIBTORCH:-}" ]; then
    use_libtorch "$LIBTORCH" || fail "LIBTORCH=$LIBTORCH has no include/ATen/core/Tensor.h beside lib/libtorch.so"
    return 0
  fi
  for root in $(python_torch_folders); do
    if use_libtorch "$root"; then return 0; fi
  done
  [ -f /usr/include/ATen/core/Tensor.h ] || return 1
  for root in /usr/lib/*-linux-gnu /usr/lib64 /usr/lib; do
    if [ -e "$root/libtorch.so" ]; then
      include_folder=/usr/include library_folder=$root
      return 0
    fi
  done
  return 1
}

use_libtorch() {
  [ -f "$1/include/ATen/core/Tensor.h" ] && [ -f "$1/lib/libtorch.so" ] || return 1
  include_folder=$1/include library_folder=$1/lib
}

python_torch_folders() {
  local python
  for python in python3 /usr/bin/python3; do
    "$python" -c 'import importlib.util, os; s = importlib.util.find_spec("torch"); s and print(os.path.dirname(s.origin))' 2>/dev/null || true
  done
}

# Debian's libtorch multiplies matrices with whatever BLAS is installed; the reference BLAS is some 30 times slower.
ensure_openblas() {
  case $library_folder in /usr/lib*) ;; *) return 0 ;; esac
  if compgen -G '/usr/lib/*/libopenblas*.so.0' >/dev/null || compgen -G '/usr/lib*/libopenblas*.so.0' >/dev/null; then return 0; fi
  install_packages libopenblas0-pthread || say "warning: libopenblas0-pthread is not installed and could not be: training will be slow"
}

compile() {
  local abi=1 link=(-ltorch -ltorch_cpu -lc10) name
  # Wheels of torch before 2.6 were built with the old C++ string.
  if grep -q SourceLocationESs "$library_folder/libc10.so"; then abi=0; fi
  for name in torch_cuda c10_cuda; do
    if [ -e "$library_folder/lib$name.so" ]; then link+=(-l$name); fi
  done
  flags=(-std=c++17 -O2 -fPIC -shared -fvisibility=hidden "-D_GLIBCXX_USE_CXX11_ABI=$abi" -w)
  flags+=(-isystem "$include_folder/torch/csrc/api/include" -L "$library_folder" -Wl,-rpath,"$library_folder" -Wl,--no-as-needed)
  # /usr/include comes after the compiler's own headers; naming it here would put it before them.
  if [ "$include_folder" != /usr/include ]; then flags+=(-isystem "$include_folder"); fi
  "${CXX:-g++}" "${flags[@]}" "$source_file" -o "$library.new" "${link[@]}" || fail "$source_file did not compile against the libtorch in $library_folder"
  mv -f "$library.new" "$library"
}

mkdir -p "$folder"
exec 9>"$folder/.lock"
if command -v flock >/dev/null; then flock 9; fi

if ! find_libtorch; then
  install_packages libtorch-dev libopenblas0-pthread || fail "no libtorch: set LIBTORCH to an unpacked libtorch, install Python's torch, or install Debian's libtorch-dev and libopenblas0-pthread"
  find_libtorch || fail "libtorch-dev is installed, but its headers or libtorch.so are not where they are expected"
fi
if ! command -v "${CXX:-g++}" >/dev/null; then
  install_packages g++ || fail "no C++ compiler: install g++ or set CXX"
fi
ensure_openblas

version=$(sed -n 's/^#define TORCH_VERSION_M[AI][JN]OR \([0-9]*\).*/\1/p' "$include_folder/torch/csrc/api/include/torch/version.h" | paste -sd .)
wanted="$(cat "$source_file" "${BASH_SOURCE[0]##*/}" | sha256sum | cut -d ' ' -f 1) $library_folder $(stat -Lc '%s %Y' "$library_folder/libtorch_cpu.so")"
if [ -f "$library" ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; then
  say "$library is up to date (libtorch ${version:-of unknown version} in $library_folder)"
  exit 0
fi
say "compiling $source_file against libtorch ${version:-of unknown version} in $library_folder"
compile
echo "$wanted" > "$stamp"
say "built $library"
