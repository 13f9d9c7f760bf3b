# Finds what Passback is run with, which the tests need: Prometheus and promtool, HAProxy, PostgreSQL's own programs. To be sourced after browser.sh. Exports what
# the tests read.
# shellcheck shell=bash

find_companions() {
  local cache=${XDG_CACHE_HOME:-$HOME/.cache}/passback
  find_prometheus "$cache/prometheus"
  find_haproxy "$cache/haproxy"
  find_postgresql "$cache/postgresql"
}

# With pg_dump and pg_basebackup, which the one lacks that comes along.
find_postgresql() {
  local folder version
  use_postgresql "${PASSBACK_POSTGRESQL_HOME:-}" && return
  for folder in $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV); do use_postgresql "$folder" && return; done
  for folder in "$1"/usr/lib/postgresql/*/bin; do use_postgresql "$folder" "$1" && return; done
  version=$(apt-cache depends postgresql 2>/dev/null | sed -n 's/.*Depends: postgresql-\([0-9]*\)$/\1/p')
  [[ -n $version ]] && unpack_packages "$1" "postgresql-$version" "postgresql-client-$version" libpq5 &&
    use_postgresql "$1/usr/lib/postgresql/$version/bin" "$1" && return
  say "The tests need PostgreSQL's own programs: on Debian or Ubuntu, sudo apt-get install postgresql."
  fail 'A folder elsewhere with initdb, pg_dump and pg_basebackup is named by PASSBACK_POSTGRESQL_HOME.'
}

# use_postgresql FOLDER [ROOT]: if its programs run, with the libraries under ROOT
use_postgresql() {
  local libraries=''
  [[ -z ${2:-} ]] || libraries=$(printf '%s\n' "$2"/usr/lib/*-linux-gnu | head -n 1)
  [[ -n $1 && -x $1/initdb && -x $1/pg_dump && -x $1/pg_basebackup ]] &&
    LD_LIBRARY_PATH=$libraries "$1/postgres" --version >/dev/null 2>&1 || return 1
  export PASSBACK_POSTGRESQL_HOME=$1 PASSBACK_POSTGRESQL_LIBRARIES=$libraries
}

find_prometheus() {
  use_prometheus "${PASSBACK_PROMETHEUS_HOME:-}" && return
  use_prometheus "$(dirname -- "$(command -v prometheus || printf /)")" && return
  use_prometheus "$1/usr/bin" && return
  unpack_packages "$1" prometheus && use_prometheus "$1/usr/bin" && return
  say 'The tests need prometheus and promtool: on Debian or Ubuntu, sudo apt-get install prometheus.'
  fail 'Elsewhere: https://prometheus.io/download; name the folder with both programs in PASSBACK_PROMETHEUS_HOME.'
}

use_prometheus() {
  [[ -n $1 && -x $1/prometheus && -x $1/promtool ]] || return 1
  export PASSBACK_PROMETHEUS_HOME=$1
}

find_haproxy() {
  local libraries
  use_haproxy "${PASSBACK_HAPROXY:-}" && return
  use_haproxy "$(command -v haproxy || true)" && return
  for libraries in "$1"/usr/lib/*-linux-gnu; do
    use_haproxy "$1/usr/sbin/haproxy" "$libraries" && return
  done
  unpack_packages "$1" haproxy liblua5.3-0 libopentracing-c-wrapper0 libopentracing1 &&
    for libraries in "$1"/usr/lib/*-linux-gnu; do
      use_haproxy "$1/usr/sbin/haproxy" "$libraries" && return
    done
  say 'The tests need HAProxy 2.4 or newer: on Debian or Ubuntu, sudo apt-get install haproxy.'
  fail 'A program elsewhere is named by PASSBACK_HAPROXY.'
}

# use_haproxy PROGRAM [LIBRARIES]: if it runs
use_haproxy() {
  [[ -n $1 && -x $1 ]] && LD_LIBRARY_PATH=${2:-} "$1" -v >/dev/null 2>&1 || return 1
  export PASSBACK_HAPROXY=$1 PASSBACK_HAPROXY_LIBRARIES=${2:-}
}

# unpack_packages FOLDER NAME...: Debian's packages, without making services of them
unpack_packages() {
  local target=$1 folder package
  shift
  command -v apt-get >/dev/null && command -v dpkg >/dev/null || return 1
  folder=$(mktemp -d)
  say "Downloading Debian's $*..."
  if (cd "$folder" && { apt-get download -q "$@" || { refresh_packages && apt-get download -q "$@"; }; } >&2); then
    mkdir -p "$target"
    for package in "$folder"/*.deb; do dpkg -x "$package" "$target"; done
    rm -rf "$folder"
    return 0
  fi
  rm -rf "$folder"
  return 1
}

# Builds the version before this one, which runs beside it while a new one is rolled out, from the history of this tree. Wants Maven.
find_previous_release() {
  local commit cache home source
  cache=${XDG_CACHE_HOME:-$HOME/.cache}/passback/releases
  commit=$(grep -v '^#' "$root/scripts/previous-release")
  home=$cache/$commit
  if [[ ! -x $home/passback ]]; then
    if ! git -C "$root" cat-file -e "$commit^{commit}" 2>/dev/null; then
      say 'There is no history here with the version before this one: the test of both at once is left out.'
      return 0
    fi
    say "Building the version before this one (${commit:0:7})..."
    source=$(mktemp -d)
    git -C "$root" archive "$commit" | tar -x -C "$source"
    if ! { "$MAVEN" -q -B -f "$source/pom.xml" -Dquick -DskipTests -DskipITs -pl gateway -am package </dev/null 9<&- &&
      PASSBACK_SKIP_BUILD=1 "$source/scripts/package"; } >"$source/build.log" 2>&1; then
      tail -n 20 "$source/build.log" >&2
      fail 'The version before this one could not be built.'
    fi
    mkdir -p "$home.new"
    tar -xzf "$source"/target/passback-*.tar.gz -C "$home.new" --strip-components=1
    rm -rf "$source"
    mv "$home.new" "$home"
  fi
  export PASSBACK_PREVIOUS_RELEASE=$home
}
