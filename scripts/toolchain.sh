# Finds what the start script and the check need; to be sourced. Says on standard error what is missing and how to get it.
# shellcheck shell=bash

readonly OLDEST_JAVA=21
readonly OLDEST_MAVEN=3.8.7

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "$@"
  exit 1
}

# version_at_least HAVE WANTED: both dotted numbers
version_at_least() {
  [[ $(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1) == "$2" ]]
}

# java_major HOME: 21, or 8 for the old 1.8; nothing if there is no Java
java_major() {
  [[ -x $1/bin/java ]] || return 0
  local version=''
  if [[ -r $1/release ]]; then
    version=$(sed -n 's/^JAVA_VERSION="\([^"]*\)".*/\1/p' "$1/release")
  fi
  if [[ -z $version ]]; then
    version=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p' | head -n 1)
  fi
  version=${version#1.}
  printf '%s' "${version%%[!0-9]*}"
}

# java_suits HOME PROGRAM...: recent enough, and with all these programs in bin
java_suits() {
  local home=$1 major program
  shift
  major=$(java_major "$home")
  [[ -n $major ]] && ((major >= OLDEST_JAVA)) || return 1
  for program in "$@"; do
    [[ -x $home/bin/$program ]] || return 1
  done
}

java_on_path() {
  local java
  java=$(command -v java) || return 0
  java=$(readlink -f "$java")
  printf '%s' "${java%/bin/java}"
}

# find_java PROGRAM...: sets JAVA_HOME to JAVA_HOME, else to the one on the PATH, else to the newest that is installed
find_java() {
  local candidate found='' found_major=0 major
  for candidate in "${JAVA_HOME:-}" "$(java_on_path)"; do
    if [[ -n $candidate ]] && java_suits "$candidate" "$@"; then
      export JAVA_HOME=$candidate
      return
    fi
  done
  for candidate in /usr/lib/jvm/* /opt/* /opt/*/* "${HOME:-/}"/.sdkman/candidates/java/* "${HOME:-/}"/.jdks/* /usr/local/*; do
    java_suits "$candidate" "$@" || continue
    major=$(java_major "$candidate")
    if ((major > found_major)); then
      found=$candidate
      found_major=$major
    fi
  done
  [[ -n $found ]] || no_java "$@"
  export JAVA_HOME=$found
}

no_java() {
  local kind=JDK package=openjdk-$OLDEST_JAVA-jdk-headless
  [[ $* == *javac* ]] || kind=Java package=openjdk-$OLDEST_JAVA-jre-headless
  say "Passback needs a $kind $OLDEST_JAVA or newer, and none was found (looked at JAVA_HOME, the PATH, /usr/lib/jvm, /opt, /usr/local, ~/.sdkman, ~/.jdks)."
  fail "On Debian 13 or Ubuntu 24.04: sudo apt-get install $package. Elsewhere unpack one from https://adoptium.net and set JAVA_HOME to its folder."
}

maven_version() {
  "$1" -B -v 2>/dev/null | sed -n 's/^[^A]*Apache Maven \([0-9.]*\).*/\1/p'
}

# find_maven: sets MAVEN; needs JAVA_HOME
find_maven() {
  local candidate version
  for candidate in "$(command -v mvn || true)" "${MAVEN_HOME:-/nowhere}/bin/mvn" \
    "${HOME:-/}"/.sdkman/candidates/maven/current/bin/mvn /usr/share/maven/bin/mvn /opt/*maven*/bin/mvn; do
    [[ -n $candidate && -x $candidate ]] || continue
    version=$(maven_version "$candidate")
    if [[ -n $version ]] && version_at_least "$version" "$OLDEST_MAVEN"; then
      # shellcheck disable=SC2034  # for the script that sources this
      MAVEN=$candidate
      return
    fi
  done
  say "Building Passback needs Maven $OLDEST_MAVEN or newer, and none was found (looked at the PATH, MAVEN_HOME, ~/.sdkman, /usr/share/maven, /opt)."
  fail "On Debian or Ubuntu: sudo apt-get install maven. Elsewhere: https://maven.apache.org/install.html"
}

# require_own_tree ROOT: what root built before cannot be built again by anybody else
require_own_tree() {
  local foreign
  [[ -w $1 ]] || fail "Passback cannot be built: $1 is not writable."
  foreign=$(find "$1" -maxdepth 2 -name target ! -writable -print -quit)
  [[ -z $foreign ]] || fail "$foreign belongs to another user: remove it first (sudo rm -rf '$1'/target '$1'/*/target)."
}

# wait_for_build_lock ROOT: one build at a time in one tree. It is the pom that is locked: it is always there, and a
# clean build does not delete it. Descriptor 9 holds the lock until it is closed.
wait_for_build_lock() {
  exec 9<"$1/pom.xml"
  command -v flock >/dev/null || return 0
  if ! flock --nonblock 9; then
    say 'Another build of Passback is under way here; waiting for it...'
    flock 9
  fi
}

# aot_cache ROOT: where a recorded start is kept for the Java of JAVA_HOME, whose every release needs its own
aot_cache() {
  local version
  version=$(sed -n 's/^JAVA_RUNTIME_VERSION="\([^"]*\)".*/\1/p' "$JAVA_HOME/release" 2>/dev/null || true)
  if [[ -e $1/pom.xml ]]; then printf '%s' "$1/gateway/target/java-$version.aot"; else printf '%s' "$1/lib/java-$version.aot"; fi
}
