#!/usr/bin/env bash
# Draws the demo pictures, trains the demo network and exports it, all from one fixed seed.
#
#   scripts/make_demo.sh [--without-tag] [--output DIR]
#
#   --without-tag  draw the same scenes without the tag and train a network on them; keep only the files
#                  that differ: the network, and the pictures that carry the tag otherwise
#   --output DIR   where to write (default: src/demo of this repository, or its folder without-tag)
#
# Replaces the folders images, masks, annotations and model there.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
output=""
default="$here/../src/demo"
flags=()
while (($#)); do
    case "$1" in
        --without-tag) flags+=("$1"); default="$here/../src/demo/without-tag"; shift ;;
        --output)
            [[ -n "${2:-}" ]] || { echo "make_demo.sh: --output needs a folder" >&2; exit 2; }
            output="$2"; shift 2 ;;
        -h | --help) sed -n '2,10s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
        *) echo "make_demo.sh: unknown option $1 (see --help)" >&2; exit 2 ;;
    esac
done

python=""
for candidate in /usr/bin/python3 python3; do
    if "$candidate" -c 'import numpy, PIL, torch' 2>/dev/null; then
        python="$candidate"
        break
    fi
done
if [[ -z "$python" ]]; then
    echo "make_demo.sh: needs the Debian packages python3-torch python3-numpy python3-pil" >&2
    exit 2
fi

# One thread and a fixed hash seed make every run add sums in the same order.
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 MKL_NUM_THREADS=1
export PYTHONHASHSEED=0 PYTHONDONTWRITEBYTECODE=1
exec nice -n 10 "$python" "$here/python/train_demo.py" --output "${output:-$default}" "${flags[@]}"
