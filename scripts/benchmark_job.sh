# Sourced by benchmark.sh: what whole jobs cost beside a bare loop, on more cores, with and without commits.
repetitions=${HEATMILL_BENCHMARK_REPETITIONS:-3}
job_images=${HEATMILL_BENCHMARK_IMAGES:-5000}

# The folder with $1 images, made once.
folder_of() {
  [ -d "$work/images$1" ] || images "$1" "$work/images$1"
  echo "$work/images$1"
}

# The number in the middle of those on standard input.
median() {
  sort -n | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'
}

# Explains the images in the folder $1 on the master $2, with more options.
explain() {
  local images=$1 master=$2
  shift 2
  rm -rf "$work/out"
  scripts/heatmill explain --images "$images" --output "$work/out" "$@" --spark --master "$master"
}

# Ends the benchmark with what a job said last.
failed() {
  tail -n 20 "$work/log" >&2
  exit 1
}

# Images per second that a job printed, from its start to its last table.
rate() {
  sed -n 's/^Images .*(\(.*\) images\/s)$/\1/p' | tr -d ,
}

resnet_job=(--model "$work/resnet18.pt" --layer layer4 --methods grad-cam)

# Images per second on $1 cores, with more options.
cores_rate() {
  explain "$(folder_of "$job_images")" "local[$1]" "${resnet_job[@]}" "${@:2}" 2>"$work/log" | rate || failed
}

# What a command says while the class data archive is where scripts/heatmill looks for it.
with_archive() {
  mv "$work/classes.jsa" "$class_archive"
  "$@"
  mv "$class_archive" "$work/"
}

# With the memory settings that scripts/heatmill gives to the job.
bare_rate() {
  MALLOC_ARENA_MAX=2 GLIBC_TUNABLES=glibc.malloc.hugetlb=1 \
    java -Xmx2g -cp "$classpath" io.github.heatmill.benchmark.BareLoop "$work/resnet18.pt" layer4 \
    "$(folder_of "$job_images")" 2>"$work/log" || failed
}

# Everything takes turns, so that a machine that slows down slows all of it.
jobs_beside_the_bare_loop() {
  echo "## Whole job ($job_images images of 224 x 224, ResNet-18, Grad-CAM; median of $repetitions, images/s)"
  resnet
  java -Xmx2g -cp "$classpath" io.github.heatmill.benchmark.DecodeBenchmark "$(folder_of "$job_images")" 2>"$work/log" || failed
  scripts/archive_classes.sh >"$work/log" 2>&1 || failed
  mv "$class_archive" "$work/"
  local round
  for ((round = 1; round <= repetitions; round++)); do
    bare_rate >>"$work/bare.rates"
    cores_rate 1 >>"$work/one-core.rates"
    with_archive cores_rate 1 >>"$work/archived.rates"
    cores_rate 2 >>"$work/two-cores.rates"
    ! has_pieces || cores_rate 1 --piece-images 100000000 >>"$work/one-piece.rates"
  done
  line "bare loop, no Spark, one core" bare
  line "job on one core" one-core bare "of the bare loop, at least 0.92"
  line "the same with a class archive" archived one-core "times that without"
  line "job on two cores" two-cores one-core "times one core"
  ! has_pieces || line "job on one core, one commit" one-piece one-core "times that with commits, at most 1.03"
}

has_pieces() {
  scripts/heatmill explain --help 2>/dev/null | grep -q -- --piece-images
}

# The line $1: the median of the rates $2, and how it compares with that of the rates $3.
line() {
  local rate
  rate=$(median <"$work/$2.rates")
  printf '%-31s %s images/s' "$1:" "$rate"
  [ $# -lt 3 ] || printf ', %s %s' "$(ratio "$rate" "$(median <"$work/$3.rates")")" "$4"
  echo " (all: $(tr '\n' ' ' <"$work/$2.rates" | sed 's/ $//'))"
}

