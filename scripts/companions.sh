# Finds what Passback is run with, which the tests need: Prometheus and promtool, HAProxy. To be sourced after browser.sh. Exports what
# the tests read.
# shellcheck shell=bash

find_companions() {
  local cache=${XDG_CACHE_HOME:-$HOME/.cache}/passback
  find_prometheus "$cache/prometheus"
  find_haproxy "$cache/haproxy"
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
