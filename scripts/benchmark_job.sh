# Sourced by benchmark.sh: compares whole jobs with a bare loop, with more cores, and with and without commits.
repetitions=${HEATMILL_BENCHMARK_REPETITIONS:-3}
job_images=${HEATMILL_BENCHMARK_IMAGES:-5000}

# Prints the folder with $1 images, which is made once.
folder_of() {
  [ -d "$work/images$1" ] || images "$1" "$work/images$1"
  echo "$work/images$1"
}

# Prints the median of the numbers on standard input.
median() {
  sort -n | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'
}

# Explains the images in the folder $1 on the master $2; further arguments are options of explain.
explain() {
  local images=$1 master=$2
  shift 2
  rm -rf "$work/out"
  scripts/heatmill explain --images "$images" --output "$work/out" "$@" --spark --master "$master"
}

# Ends the benchmark and prints the last lines of the job's log.
failed() {
  tail -n 20 "$work/log" >&2
  exit 1
}

# Prints the images per second that a job reported, from its start to its last table.
rate() {
  sed -n 's/^Images .*(\(.*\) images\/s)$/\1/p' | tr -d ,
}

resnet_job=(--model "$work/resnet18.pt" --layer layer4 --methods grad-cam)

# Prints the images per second on $1 cores; further arguments are options of explain.
cores_rate() {
  explain "$(folder_of "$job_images")" "local[$1]" "${resnet_job[@]}" "${@:2}" 2>"$work/log" | rate || failed
}

# Runs a command while the class data archive is in the place where scripts/heatmill looks for it.
with_archive() {
  mv "$work/classes.jsa" "$class_archive"
  "$@"
  mv "$class_archive" "$work/"
}

# Uses the memory settings that scripts/heatmill sets for the job.
bare_rate() {
  MALLOC_ARENA_MAX=2 GLIBC_TUNABLES=glibc.malloc.hugetlb=1 \
    java -Xmx2g -cp "$classpath" io.github.heatmill.benchmark.BareLoop "$work/resnet18.pt" layer4 \
    "$(folder_of "$job_images")" 2>"$work/log" || failed
}

# The variants take turns, so that a slow phase of the machine affects all of them.
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

# Prints the line $1: the median of the rates $2, and its ratio to the median of the rates $3.
line() {
  local rate
  rate=$(median <"$work/$2.rates")
  printf '%-31s %s images/s' "$1:" "$rate"
  [ $# -lt 3 ] || printf ', %s %s' "$(ratio "$rate" "$(median <"$work/$3.rates")")" "$4"
  echo " (all: $(tr '\n' ' ' <"$work/$2.rates" | sed 's/ $//'))"
}

