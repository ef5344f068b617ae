# What src/bench/compare and src/bench/compare-tcp have in common. They set:
#
#   home                  the folder of the repository
#   work                  a folder to write into, which is the current one once prepare has made it
#   states, transitions   what everybody has to count
#
# and each record adds a line to the file $results: name, threads, seconds, states, transitions, bytes
# a state. A name and a number of threads stand for one column of what is compared.
set -u -o pipefail

script=${0##*/}
models=$home/src/bench

fail() { # the exit code, and lines
  local exit_code=$1
  shift
  printf "$script: %s\n" "$@" >&2
  exit "$exit_code"
}

# The head of the script, up to its first command, which is "set".
print_help() {
  sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p;}' "$0"
}

missing=()
require() { # a command, and where to get it
  command -v "$1" >/dev/null || missing+=("$1 is missing ($2)")
}

require_spin() {
  require spin 'Debian: apt-get install spin; else spinroot.com'
  require gcc 'Debian: apt-get install gcc'
}

# Nothing is measured unless all is there.
prepare() {
  require awk 'any awk'
  [ ${#missing[@]} -eq 0 ] || fail 4 "${missing[@]}"
  if ! { rm -rf -- "$work" && mkdir -p -- "$work" && cd -- "$work"; }; then
    fail 4 "cannot write into $work"
  fi
  results=$work/results
  : >"$results"
  wrong=0
}

require_memory() { # kilobytes, and for whom
  local available_kb
  available_kb=$(awk '/^MemAvailable/ { print $2 }' /proc/meminfo 2>/dev/null)
  if [ "${available_kb:-$1}" -lt "$1" ]; then
    fail 4 "$2, and less than $(($1 / 1000000)) GB are free."
  fi
}

record() {
  local name=$1 threads=$2 seconds=$3 found_states=$4 found_transitions=$5 bytes=$6
  printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$name" "$threads" "$seconds" "$found_states" \
    "$found_transitions" "$bytes" >>"$results"
  if [ "$found_states" != "$states" ] || [ "$found_transitions" != "$transitions" ]; then
    printf "$script: %s counts %s states and %s transitions; right are %s and %s\n" \
      "$name" "$found_states" "$found_transitions" "$states" "$transitions" >&2
    wrong=1
  fi
}

# The number that a pattern for the begin of a line finds in a file; the last one.
number() {
  sed -n "s/^$1.*/\\1/p" "$2" | tail -n 1
}

# The number that is right if it is what SPIN printed, which rounds large ones to 8 digits, and
# otherwise what it printed.
unrounded() {
  local printed=$1 right=$2
  if [ "$(awk "BEGIN { printf \"%.8g\", $right }")" = "$printed" ]; then
    echo "$right"
  else
    awk "BEGIN { printf \"%.0f\", $printed }"
  fi
}

build_spin() { # threads, megabytes, the model, and options for it
  local threads=$1 memory_mb=$2 model=$3
  shift 3
  local options=(-O3 -DNOREDUCE -DSAFETY -DNOBOUNDCHECK -DNOVSZ)
  [ "$threads" -eq 1 ] || options+=("-DNCORE=$threads")
  if ! { spin "$@" -a "$models/$model" \
    && gcc "${options[@]}" "-DMEMLIM=$memory_mb" -o "pan$threads" pan.c; } >spin.log 2>&1; then
    cat spin.log >&2
    fail 4 "SPIN's checker could not be built."
  fi
}

# SPIN times itself, without the making of its table. It counts the initial state as a transition.
run_spin() { # threads, and the logarithm of the slots of its hash table
  local threads=$1 table=$2 out=spin$1.out
  "./pan$threads" -m1000000 "-w$table" >"$out" 2>&1
  local stored counted seconds kept_mb table_mb
  stored=$(number ' *\([0-9.e+]*\) states, stored' "$out")
  stored=$(unrounded "${stored:-0}" "$states")
  counted=$(number ' *\([0-9.e+]*\) transitions' "$out")
  counted=$(unrounded "${counted:-0}" "$((transitions + 1))")
  seconds=$(number '.*elapsed time \([0-9.]*\) sec' "$out")
  kept_mb=$(number ' *\([0-9.]*\)[[:space:]]*actual memory usage for states' "$out")
  table_mb=$(number ' *\([0-9.]*\)[[:space:]]*memory used for hash table' "$out")
  record SPIN "$threads" "${seconds:-0}" "${stored:-0}" "$((${counted:-1} - 1))" \
    "$(awk "BEGIN { print (${kept_mb:-0} + ${table_mb:-0}) * 1048576 / $states }")"
}

run_tarry() { # a name, the folder of its repository, threads, and what to measure
  local name=$1 folder=$2 threads=$3 out=tarry$3.json
  shift 3
  "$folder/tarry" bench "$@" --threads "$threads" --json --quiet >"$out" \
    || fail $? "Tarry's search did not end well."
  record "$name" "$threads" "$(awk "BEGIN { print $(number ' *"millis": \([0-9]*\)' "$out") / 1000 }")" \
    "$(number ' *"states": \([0-9]*\)' "$out")" "$(number ' *"transitions": \([0-9]*\)' "$out")" \
    "$(number ' *"bytesPerState": \([0-9.]*\)' "$out")"
}

print_machine() { # what was measured
  echo "$1, $(date +%Y-%m-%d)"
  awk -F': ' '/^model name/ { print $2; exit }' /proc/cpuinfo 2>/dev/null || uname -m
  echo "$(getconf _NPROCESSORS_ONLN) processors, $(uname -sr)"
}

print_spin_version() {
  spin -V | sed 's/ --.*//'
  gcc --version | head -n 1
}

print_java_version() {
  sed -n 's/.*"java": "\(.*\)".*/Java \1/p' tarry1.json
}

# The fastest run of each, and ratios, one a line of stdin: what is said of it, and two names with
# their threads, with a bar between. One that was not measured is left out.
print_results() {
  echo
  awk -F'\t' -v transitions="$transitions" '
    NR == FNR {
      asked[++ratios] = $0
      next
    }
    { key = $1 " " $2 }
    !(key in best) { order[++keys] = key; threads[key] = $2 }
    !(key in best) || $3 < best[key] { best[key] = $3; bytes[key] = $6 }
    function rate(key) { return transitions / (best[key] > 0 ? best[key] : 0.001) }
    END {
      printf "%-26s %10s %20s %15s\n", "", "seconds", "transitions/s", "bytes a state"
      for (i = 1; i <= keys; i++) {
        key = order[i]
        printf "%-26s %10.2f %20.0f %15s\n", key (threads[key] == 1 ? " thread" : " threads"),
          best[key], rate(key), bytes[key] == "-" ? "-" : sprintf("%.1f", bytes[key])
      }
      print "\nTransitions per second, as ratios:"
      for (i = 1; i <= ratios; i++) {
        split(asked[i], part, "|")
        if (part[2] in best && part[3] in best) {
          printf "%-58s %6.2f\n", part[1], rate(part[2]) / rate(part[3])
        }
      }
      if ("SPIN 1" in best && "Tarry 1" in best) {
        printf "%-58s %6.2f\n", "Bytes a state, Tarry to SPIN", bytes["Tarry 1"] / bytes["SPIN 1"]
      }
    }' - "$results"
}

# Whether all was well is the exit code.
end() {
  [ "$wrong" -eq 0 ] || exit 1
  echo "All counted $states states and $transitions transitions."
}
