# Tells what a host has, as lines "key value" between two marks: start files may print as well.
#
# Set before: mark, java (what the profile names, or nothing), feature (the least of Java),
# directory (what the profile names, or nothing), jars (file names), fresh (an unused name).

say() {
  printf '%s %s\n' "$1" "$2"
}

one_line() {
  tr '\n' ' ' | cut -c 1-400
}

# Calls $1 with each control group of this process and what that lies in.
groups() {
  group=$(sed -n 's/^0:://p' /proc/self/cgroup 2>/dev/null)
  while :; do
    "$1" "/sys/fs/cgroup$group"
    [ -n "$group" ] || break
    group=${group%/*}
  done
}

limit_cpus() {
  [ -r "$1/cpu.max" ] || return 0
  read -r quota period <"$1/cpu.max"
  case $quota in
    *[!0-9]*) return 0 ;;
  esac
  allowed=$(((quota + period - 1) / period))
  [ "$allowed" -ge "$cpus" ] || cpus=$allowed
}

limit_memory() {
  [ -r "$1/memory.max" ] || return 0
  read -r allowed <"$1/memory.max"
  case $allowed in
    *[!0-9]*) return 0 ;;
  esac
  [ "$allowed" -ge "$memory" ] || memory=$allowed
}

machine() {
  say node "$(uname -n)"
  # These change what nproc says.
  unset OMP_NUM_THREADS OMP_THREAD_LIMIT
  cpus=$(nproc 2>/dev/null || getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
  groups limit_cpus
  say cpus "$cpus"
  memory=$(sed -n 's/^MemTotal: *\([0-9]*\) kB/\1/p' /proc/meminfo 2>/dev/null)
  memory=$((${memory:-0} * 1024))
  groups limit_memory
  say memory "$memory"
}

# Says whether $1 is a Java machine that will do.
fits() {
  [ -f "$1" ] && [ -x "$1" ] || return 1
  version=$("$1" -XshowSettings:properties -version 2>&1 |
    sed -n 's/^ *java\.specification\.version = \(1\.\)\{0,1\}//p')
  case $version in
    '' | *[!0-9]*)
      say java-broken "$1"
      return 1
      ;;
  esac
  if [ "$version" -lt "$feature" ]; then
    say java-old "$version $1"
    return 1
  fi
  say java "$1"
}

find_java() {
  case $java in
    '~/'*) java=$HOME/${java#'~/'} ;;
  esac
  if [ -n "$java" ]; then
    fits "$java/bin/java" || fits "$java"
    return 0
  fi
  for candidate in "${JAVA_HOME:-/none}/bin/java" "$(command -v java)" /usr/lib/jvm/*/bin/java; do
    if fits "$candidate"; then
      return 0
    fi
  done
}

# Makes the directory $1, and says what is wrong with it: others could replace what is in it.
make() {
  if ! error=$(mkdir -p "$1" 2>&1); then
    say unusable "$1 cannot be made: $(printf '%s' "$error" | one_line)"
    return 1
  fi
  set -- "$1" $(ls -ldn "$1/.")
  if [ "$4" != "$(id -u)" ]; then
    say unusable "$1 belongs to the user $4 and not to $(id -u)"
    return 1
  fi
  case $2 in
    ?????w* | ????????w*)
      say unusable "$1 can be written to by others ($2)"
      return 1
      ;;
  esac
  if ! error=$({ : >"$1/.try.$$"; } 2>&1); then
    say unusable "$1 cannot be written to: $(printf '%s' "$error" | one_line)"
    return 1
  fi
  rm -f "$1/.try.$$"
}

free_kib() {
  df -Pk "$1" 2>/dev/null | sed -n '$s/.* \([0-9][0-9]*\)  *[0-9-]*%.*/\1/p'
}

# Every file system that a code directory can be on has a name of its own there.
name_file_system() {
  id=$(cat "$1/.file-system" 2>/dev/null)
  if [ -z "$id" ]; then
    printf '%s\n' "$fresh" >"$1/.new.$$"
    ln "$1/.new.$$" "$1/.file-system" 2>/dev/null ||
      [ -s "$1/.file-system" ] ||
      mv -f "$1/.new.$$" "$1/.file-system"
    rm -f "$1/.new.$$"
    id=$(cat "$1/.file-system" 2>/dev/null)
  fi
  say file-system "$id"
}

list_jars() {
  # Reading the directory has NFS look again at what was not there.
  ls -a "$1" >/dev/null
  # shellcheck disable=SC2086 # the names have no spaces
  (cd "$1" && touch -c $jars && ls -ln $jars) 2>/dev/null | while read -r _ _ _ _ size rest; do
    say jar "$size ${rest##* }"
  done
}

# Removes what runs have left whose host or shell ended before they could, and code unused for long.
sweep() {
  find "$2/." ! -name . -prune -type d -name 'yonder-ssh.*' -user "$(id -u)" 2>/dev/null |
    while read -r run; do
      if read -r shell _ where <"$run/pid"; then
        [ "$where" != "$(uname -n)" ] || kill -0 "$shell" || rm -rf "$run"
      else
        find "$run" -prune -mtime +1 -exec rm -rf {} +
      fi
    done 2>/dev/null
  find "$1/." ! -name . -prune -type f -name '*.jar' -mtime +30 -exec rm -f {} + 2>/dev/null
  find "$1/." ! -name . -prune -type f -name '.parcel.*' -mtime +1 -exec rm -f {} + 2>/dev/null
}

places() {
  case $directory in
    '') code=${XDG_CACHE_HOME:-$HOME/.cache}/yonder ;;
    '~/'*) code=$HOME/${directory#'~/'} ;;
    *) code=$directory ;;
  esac
  runs=${TMPDIR:-/tmp}
  make "$code" && make "$code/code" || return 0
  if [ -n "$directory" ]; then
    runs=$code/runs
    make "$runs" || return 0
  fi
  code=$code/code
  sweep "$code" "$runs"
  name_file_system "$code"
  list_jars "$code"
  say free "$(free_kib "$code")"
  say code "$code"
  say runs "$runs"
}

probe() {
  LC_ALL=C
  export LC_ALL
  umask 077
  printf '\n%s begin\n' "$mark"
  machine
  find_java
  places
  printf '%s end\n' "$mark"
}

# A function, so that all of this was read before anything in it could read on.
probe </dev/null
exit 0
